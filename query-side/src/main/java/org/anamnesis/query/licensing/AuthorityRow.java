package org.anamnesis.query.licensing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.query.support.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A session that began, and whether it was given by somebody who may.
 *
 * @param booked for when it was booked
 * @param start when it began
 * @param jurisdiction whose law holds: the place's, at a distance the client's location's
 * @param credential the licence that entitled to it, or what stands against it
 * @param verifiedDaysBefore how many days before it the licence had last been confirmed at its source; below 0 if after
 * @param supervision which was agreed, or that it was missing; none where none is needed
 * @param verdictThen what was found when it began
 * @param verdictNow what is found by all that is known
 * @param difference what was recorded since that makes the difference
 * @param ruleProfile what it is judged by
 * @param evidence ids of the events that it all rests on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuthorityRow(
        UUID sessionId,
        Instant booked,
        Instant start,
        UUID clientId,
        UUID therapistId,
        @Nullable ServiceType serviceType,
        @Nullable String jurisdiction,
        String credential,
        @Nullable Long verifiedDaysBefore,
        @Nullable String supervision,
        Verdict verdictThen,
        Verdict verdictNow,
        @Nullable String difference,
        String ruleProfile,
        List<UUID> evidence)
        implements Judged {

    @Override
    public UUID thing() {
        return sessionId;
    }

    @Override
    public Instant begins() {
        return booked;
    }

    @Override
    public List<String> against() {
        return verdictNow == Verdict.NON_CONFORMANT
                ? List.of(supervision == null ? credential : supervision)
                : List.of();
    }

    @Override
    public Instant took() {
        return start;
    }
}
