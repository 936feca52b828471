package org.anamnesis.events.governance;

import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a review of a report. */
public sealed interface ReportReviewEvent extends Clinical {

    ReportReviewId reviewId();

    /**
     * Somebody looked through a report and says what they found (45 CFR 164.308(a)(1)(ii)(D)).
     *
     * @param report by its number in the catalogue, e.g. {@code R-10}
     * @param reportId the run that was looked through
     * @param findings what was found
     * @param followUp what is to be done about it
     */
    record ReportReviewed(
            ReportReviewId reviewId,
            String report,
            UUID reportId,
            @Nullable Sealed findings,
            @Nullable Sealed followUp,
            Occurred occurred,
            List<Flag> flags)
            implements ReportReviewEvent {}
}
