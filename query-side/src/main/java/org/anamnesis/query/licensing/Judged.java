package org.anamnesis.query.licensing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.docket.DocketEntry;
import org.anamnesis.query.support.report.ReportRow;
import org.anamnesis.query.support.report.Verdict;

/** A row about a session or an episode that was judged by some rules. */
interface Judged extends ReportRow, ConcernsClient {

    /** The session or episode. */
    UUID thing();

    /** A session's booked start, an episode's opening. */
    Instant begins();

    UUID clientId();

    UUID therapistId();

    Verdict verdictNow();

    /** What stands against it. */
    List<String> against();

    String ruleProfile();

    List<UUID> evidence();

    @Override
    default String key() {
        return DocketEntry.key(begins(), thing());
    }

    @Override
    default UUID whose() {
        return clientId();
    }

    @Override
    default UUID therapist() {
        return therapistId();
    }
}
