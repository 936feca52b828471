package org.anamnesis.query.licensing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.query.support.Departure;
import org.anamnesis.query.support.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A session that was held or broken off, and whether it was as sessions are to be.
 *
 * @param booked for when it was booked
 * @param start when it began
 * @param leadHours how many hours before it was booked, whole; below 0 where it was entered afterwards
 * @param place what the place was attested as, or what stands against it
 * @param consent that the client had agreed to treatment, or that not
 * @param plannedMinutes as it was booked
 * @param actualMinutes as it lasted; none while it is under way
 * @param overrunMinutes how much longer than it may it lasted
 * @param deviations what departed from what was agreed, and why
 * @param findings what stands against it by all that is known
 * @param notAssessed what would take facts that nobody records yet
 * @param verdictThen what was found when it was booked and held
 * @param verdictNow what is found by all that is known
 * @param difference what was recorded since, where the two differ
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConformityRow(
        UUID sessionId,
        Instant booked,
        Instant start,
        UUID clientId,
        UUID therapistId,
        UUID placeId,
        long leadHours,
        String place,
        String consent,
        long plannedMinutes,
        @Nullable Integer actualMinutes,
        int overrunMinutes,
        List<Departure> deviations,
        List<String> findings,
        List<String> notAssessed,
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
        return findings;
    }

    @Override
    public Instant took() {
        return start;
    }
}
