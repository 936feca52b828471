package org.anamnesis.query.licensing;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.query.support.report.Inquiry;

/**
 * How many minutes of counselling clients had in calendar months, looked up where a rule asks for it: of all clients at once
 * whose sessions are judged together. Those that were asked about last are remembered.
 */
final class Months {

    private static final int REMEMBERED = 2000;

    private final Inquiry inquiry;
    private final Map<UUID, List<Held>> remembered;
    private final Set<UUID> together;

    Months(Inquiry inquiry) {
        this(inquiry, new Remembered(), Set.of());
    }

    private Months(Inquiry inquiry, Map<UUID, List<Held>> remembered, Set<UUID> together) {
        this.inquiry = inquiry;
        this.remembered = remembered;
        this.together = together;
    }

    /** The same for sessions that are judged together. */
    Months of(Collection<SessionKnown> sessions) {
        return new Months(
                inquiry, remembered, sessions.stream().map(Months::client).collect(toSet()));
    }

    /** A session that was held. */
    private record Held(Instant start, int minutes) {}

    private static final class Remembered extends LinkedHashMap<UUID, List<Held>> {

        private static final long serialVersionUID = 1;

        Remembered() {
            super(REMEMBERED, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, List<Held>> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** What a client lacks in the month of a session, once that month is over. */
    Optional<String> lacking(SessionKnown session, ZoneId zone, int least) {
        var month = YearMonth.from(session.start().atZone(zone));
        if (month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().isAfter(inquiry.asOf())) {
            return Optional.empty();
        }
        var had = held(client(session)).stream()
                .filter(each -> YearMonth.from(each.start().atZone(zone)).equals(month))
                .mapToInt(Held::minutes)
                .sum();
        return had < least
                ? Optional.of("the client had " + had + " of " + least + " minutes in " + month)
                : Optional.empty();
    }

    private List<Held> held(UUID client) {
        if (!remembered.containsKey(client)) {
            var unknown = together.stream()
                    .filter(each -> !remembered.containsKey(each))
                    .toList();
            var records = inquiry.known().byClient(unknown, Set.of("Session"));
            unknown.forEach(each -> remembered.put(each, held(records.getOrDefault(each, List.of()))));
        }
        return requireNonNull(remembered.get(client), "it is of those that are judged together");
    }

    private static List<Held> held(List<Recorded<?>> record) {
        return record.stream().collect(groupingBy(Recorded::aggregateId)).values().stream()
                .map(SessionKnown::of)
                .flatMap(session -> session != null
                                && session.ended() != null
                                && session.ended().event() instanceof SessionCompleted completed
                        ? Stream.of(new Held(session.start(), completed.minutes()))
                        : Stream.of())
                .toList();
    }

    private static UUID client(SessionKnown session) {
        return session.booked().clientId().value();
    }
}
