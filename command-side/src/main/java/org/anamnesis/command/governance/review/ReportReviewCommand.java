package org.anamnesis.command.governance.review;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Secret;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.governance.ReportReviewId;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a review of a report. */
sealed interface ReportReviewCommand extends Command {

    ReportReviewId reviewId();

    @Override
    default ReportReviewId aggregate() {
        return reviewId();
    }

    @Override
    default Set<Role> permitted() {
        return By.OVERSIGHT;
    }

    @Override
    default @Nullable Regarding regarding() {
        return null;
    }

    /**
     * Somebody has looked through a report.
     *
     * @param report by its number in the catalogue, e.g. {@code R-10}
     * @param reportId the run that was looked through, as its header names it
     */
    record SignReview(
            @MadeIfAbsent @TargetAggregateIdentifier ReportReviewId reviewId,
            ReportId report,
            UUID reportId,
            @Nullable Secret findings,
            @Nullable Secret followUp,
            @Nullable Instant occurredAt)
            implements ReportReviewCommand {}
}
