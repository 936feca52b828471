package org.anamnesis.query.licensing;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Dated;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRenewed;
import org.anamnesis.query.support.Teller;

/**
 * Why something is judged otherwise now than it was then.
 *
 * @param since what was recorded since and reaches back
 */
record Difference(List<Recorded<?>> since) {

    /**
     * Of all by which it is judged, what was not known then and holds at its moment.
     *
     * @param decided the position up to which things were known then
     * @param zone in which its day is told
     */
    static Difference of(Stream<Recorded<?>> about, long decided, Instant moment, ZoneId zone) {
        return new Difference(about.filter(recorded -> recorded.position() > decided)
                .filter(recorded -> reachesBack(recorded.event(), moment, zone))
                .sorted(comparingLong(Recorded::position))
                .toList());
    }

    /** What is renewed holds for the whole of its day; what has no time of its own, such as a correction, always did. */
    private static boolean reachesBack(Object event, Instant moment, ZoneId zone) {
        if (event instanceof CredentialRenewed renewed) {
            var occurred = renewed.occurred();
            return !occurred.at()
                    .atZone(occurred.zone())
                    .toLocalDate()
                    .isAfter(moment.atZone(zone).toLocalDate());
        }
        return !(event instanceof Dated dated) || !dated.occurred().at().isAfter(moment);
    }

    /**
     * What was recorded since, in words.
     *
     * @param otherwise what is said where that is nothing
     */
    String told(String otherwise) {
        return since.isEmpty()
                ? otherwise
                : since.stream()
                        .map(recorded -> Teller.tell(recorded).what() + ", recorded " + recorded.recordedAt())
                        .collect(joining("; "));
    }

    Stream<UUID> evidence() {
        return since.stream().map(Recorded::eventId);
    }
}
