package org.anamnesis.query.licensing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.report.ReportRow;
import org.anamnesis.query.support.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A chart of the sample, and what a surveyor looks for in it.
 *
 * @param chart a name that tells nobody who it is; the same for the same seed
 * @param consentToTreatment whether it held
 * @param episodes how many there were
 * @param plan what R-14 finds; none where there is no episode
 * @param planFindings what stands against the plan
 * @param sessionsConforming of those held, as R-15 finds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChartRow(
        String chart,
        boolean noticeGiven,
        boolean consentToTreatment,
        int episodes,
        @Nullable Verdict plan,
        List<String> planFindings,
        int sessionsHeld,
        int sessionsConforming,
        int sessionsJustified,
        int sessionsNotConforming,
        int sessionsNotAssessable,
        List<UUID> evidence,
        @JsonIgnore UUID client)
        implements ReportRow, ConcernsClient {

    @Override
    public String key() {
        return chart;
    }

    @Override
    public UUID whose() {
        return client;
    }
}
