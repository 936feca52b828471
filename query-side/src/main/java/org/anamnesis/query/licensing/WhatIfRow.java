package org.anamnesis.query.licensing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.docket.DocketEntry;
import org.anamnesis.query.support.report.ReportRow;
import org.anamnesis.query.support.report.Verdict;

/**
 * Something that would be judged otherwise under another rule profile.
 *
 * @param report which report judges it
 * @param thingId the session or episode
 * @param at a session's booked start, an episode's opening
 * @param verdict as the practice's own rules have it
 * @param verdictUnder as it would be
 * @param findings what would stand against it, or no longer would
 */
record WhatIfRow(
        String report,
        UUID thingId,
        Instant at,
        UUID clientId,
        UUID therapistId,
        Verdict verdict,
        Verdict verdictUnder,
        List<String> findings,
        String ruleProfile,
        String ruleProfileUnder,
        List<UUID> evidence)
        implements ReportRow, ConcernsClient {

    static WhatIfRow of(String report, Judged own, Judged under) {
        return new WhatIfRow(
                report,
                own.thing(),
                own.begins(),
                own.clientId(),
                own.therapistId(),
                own.verdictNow(),
                under.verdictNow(),
                under.against().isEmpty() ? own.against() : under.against(),
                own.ruleProfile(),
                under.ruleProfile(),
                under.evidence());
    }

    /** Whether it would be in order, and is not now. */
    boolean isNewlyInOrder() {
        return !isInOrder(verdict) && isInOrder(verdictUnder);
    }

    /** Whether it is in order, and would not be. */
    boolean isNewlyOutOfOrder() {
        return isInOrder(verdict) && !isInOrder(verdictUnder);
    }

    private static boolean isInOrder(Verdict verdict) {
        return verdict == Verdict.CONFORMS || verdict == Verdict.DEVIATION_JUSTIFIED;
    }

    @Override
    public String key() {
        return report + "/" + DocketEntry.key(at, thingId);
    }

    @Override
    public UUID whose() {
        return clientId;
    }

    @Override
    public UUID therapist() {
        return therapistId;
    }

    @Override
    public Instant took() {
        return at;
    }
}
