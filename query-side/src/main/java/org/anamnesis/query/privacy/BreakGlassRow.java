package org.anamnesis.query.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.privacy.BreakGlassVerdict;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.docket.DocketEntry;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * One emergency in which a record was opened.
 *
 * @param account the sign-in that broke the glass, and in which role
 * @param looks how many answers it was given because of that
 * @param reviewDue by when a privacy officer has to look into it
 * @param overdue whether nobody had, and it was later
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BreakGlassRow(
        UUID breakGlassId,
        Instant from,
        Instant until,
        UUID clientId,
        String account,
        @Nullable String role,
        @Nullable String reason,
        int looks,
        Instant reviewDue,
        boolean overdue,
        @Nullable Instant reviewedAt,
        @Nullable String reviewer,
        @Nullable BreakGlassVerdict verdict,
        @Nullable String note,
        List<UUID> evidence)
        implements ReportRow, ConcernsClient {

    @Override
    public String key() {
        return DocketEntry.key(from, breakGlassId);
    }

    @Override
    public UUID whose() {
        return clientId;
    }

    @Override
    public Instant took() {
        return from;
    }
}
