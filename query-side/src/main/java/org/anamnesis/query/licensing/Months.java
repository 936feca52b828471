package org.anamnesis.query.licensing;

import static java.util.stream.Collectors.groupingBy;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.query.support.report.Inquiry;

/** How many minutes of counselling clients had in calendar months, looked up where a rule asks for it. */
final class Months {

    private final Inquiry inquiry;
    private final Map<UUID, List<SessionKnown>> sessions = new HashMap<>();

    Months(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /** What a client lacks in the month of a session, once that month is over. */
    Optional<String> lacking(SessionKnown session, ZoneId zone, int least) {
        var month = YearMonth.from(session.start().atZone(zone));
        var isOver =
                !month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().isAfter(inquiry.asOf());
        var had = minutes(session.booked().clientId().value(), month, zone);
        return isOver && had < least
                ? Optional.of("the client had " + had + " of " + least + " minutes in " + month)
                : Optional.empty();
    }

    private int minutes(UUID client, YearMonth month, ZoneId zone) {
        return sessions.computeIfAbsent(client, this::held).stream()
                .filter(session -> YearMonth.from(session.start().atZone(zone)).equals(month))
                .map(SessionKnown::lasted)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }

    private List<SessionKnown> held(UUID client) {
        return inquiry.known().ofClients(Set.of(client), Set.of("Session")).stream()
                .collect(groupingBy(Recorded::aggregateId))
                .values()
                .stream()
                .map(SessionKnown::of)
                .filter(session -> session != null
                        && session.ended() != null
                        && session.ended().event() instanceof SessionCompleted)
                .toList();
    }
}
