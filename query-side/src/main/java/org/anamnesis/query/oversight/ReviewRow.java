package org.anamnesis.query.oversight;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * That somebody looked through a report.
 *
 * @param report by its number in the catalogue
 * @param reportId the run that was looked through
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReviewRow(
        UUID reviewId,
        Instant at,
        String report,
        UUID reportId,
        String reviewer,
        String role,
        @Nullable String findings,
        @Nullable String followUp,
        List<UUID> evidence)
        implements ReportRow {

    @Override
    public String key() {
        return reviewId.toString();
    }

    @Override
    public Instant took() {
        return at;
    }
}
