package org.anamnesis.query.oversight;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.research.ExportState;
import org.anamnesis.events.research.Profile;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * A data set that was asked for, and what became of that.
 *
 * @param approvals who independent has looked at the study, and where that is found
 * @param recipient who gets the data
 * @param method by which people were taken out
 * @param basis where the expert's determination or the data use agreement is found
 * @param k how many clients at least share what can be known of one
 * @param requestedBy who asked
 * @param cohort how many clients the study looked at
 * @param released how many of them the data set holds
 * @param suppressed how many values were pooled or left out
 * @param manifestSha256 of the file that says what it is
 * @param keyDestroyed when the study was ended, and with it what its pseudonyms were made with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ResearchRow(
        UUID exportId,
        UUID studyId,
        String title,
        List<String> approvals,
        String recipient,
        Profile method,
        @Nullable String basis,
        int k,
        Instant requestedAt,
        String requestedBy,
        ExportState state,
        @Nullable Instant knownAt,
        @Nullable Long cohort,
        @Nullable Long released,
        @Nullable Long suppressed,
        @Nullable String manifestSha256,
        @Nullable Instant keyDestroyed,
        List<UUID> evidence)
        implements ReportRow {

    @Override
    public String key() {
        return exportId.toString();
    }

    @Override
    public Instant took() {
        return requestedAt;
    }
}
