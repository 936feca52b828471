package org.anamnesis.query.oversight;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.governance.GrantPurpose;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * A grant of access to an outside body, and what was made of it.
 *
 * @param recipient who it is there
 * @param undertakingSigned when they undertook in writing how they will use what they read
 * @param therapists whose work; everybody's if empty
 * @param clients how many clients' records; none where it is everybody's
 * @param sessionsFrom the first day of sessions that it opens
 * @param reads how many answers were given by it, and how many rows they held
 * @param copiesTaken how many of them were whole reports to be taken along
 * @param destroyed when the body confirmed that it has destroyed its copies
 * @param overdue whether copies were to be destroyed by now and nobody confirmed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GrantRow(
        UUID grantId,
        String body,
        @Nullable String recipient,
        GrantPurpose purpose,
        Instant undertakingSigned,
        @Nullable String undertaking,
        List<String> reports,
        List<UUID> therapists,
        int clients,
        @Nullable LocalDate sessionsFrom,
        @Nullable LocalDate sessionsTo,
        Instant from,
        Instant until,
        @Nullable Instant ended,
        State state,
        boolean identities,
        boolean copies,
        long reads,
        long rowsRead,
        long denied,
        long copiesTaken,
        @Nullable Instant lastRead,
        @Nullable LocalDate destroyBy,
        @Nullable Instant destroyed,
        boolean overdue,
        List<UUID> evidence)
        implements ReportRow {

    /** How a grant stands. */
    enum State {
        NOT_YET,
        LIVE,
        OVER,
        ENDED
    }

    @Override
    public String key() {
        return grantId.toString();
    }

    @Override
    public boolean stands() {
        return true;
    }
}
