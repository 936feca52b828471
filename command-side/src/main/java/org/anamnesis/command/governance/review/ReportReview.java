package org.anamnesis.command.governance.review;

import static org.anamnesis.events.Label.REVIEW_FINDINGS;
import static org.anamnesis.events.Label.REVIEW_FOLLOW_UP;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.anamnesis.command.governance.review.ReportReviewCommand.SignReview;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.events.governance.ReportReviewEvent.ReportReviewed;
import org.anamnesis.events.governance.ReportReviewId;
import org.anamnesis.events.keys.Vault;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** That somebody looked through a report. */
@Aggregate
class ReportReview {

    @AggregateIdentifier
    private @Nullable ReportReviewId id;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(SignReview ask, Asked asked, Vault vault) {
        var when = asked.at(ask.occurredAt(), asked.zone());
        Verdict.by(asked.rules(), when.past()).orRefuse();
        var review = ask.reviewId();
        apply(new ReportReviewed(
                review,
                ask.report().written(),
                ask.reportId(),
                vault.sealIfGiven(review, review, REVIEW_FINDINGS, ask.findings()),
                vault.sealIfGiven(review, review, REVIEW_FOLLOW_UP, ask.followUp()),
                when.occurred(),
                when.lateness()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(ReportReviewed event) {
        id = event.reviewId();
    }
}
