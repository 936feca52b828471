package org.anamnesis.command.workforce.supervision;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Supervisions;
import org.anamnesis.command.support.facts.Therapists;
import org.anamnesis.command.workforce.supervision.SupervisionCommand.AgreeSupervision;
import org.anamnesis.command.workforce.supervision.SupervisionCommand.EndSupervision;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionAgreed;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionEnded;
import org.anamnesis.events.workforce.SupervisionId;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** An agreement by which one therapist supervises another. */
@Aggregate
class SupervisionAgreement {

    private static final Precondition NO_CIRCLE = new Precondition("NO_CIRCLE");

    @AggregateIdentifier
    private @Nullable SupervisionId id;

    private @Nullable TherapistId supervisorId;
    private @Nullable TherapistId superviseeId;
    private boolean ended;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(AgreeSupervision ask, Asked asked, Therapists therapists, Supervisions supervisions) {
        therapists.demand(asked.clinic(), ask.therapistId(), "therapistId");
        therapists.demand(asked.clinic(), ask.supervisorId(), "supervisorId");
        var isCircle = ask.therapistId().equals(ask.supervisorId())
                || supervisions.leadsFrom(ask.therapistId(), ask.supervisorId());
        var when = asked.when(ask.occurredAt());
        Verdict.by(
                        asked.rules(),
                        NO_CIRCLE.unless(Fact.that(!isCircle, "", "nobody supervises themself, nor through others")),
                        when.past())
                .orRefuse();
        apply(new SupervisionAgreed(ask.supervisionId(), ask.supervisorId(), ask.therapistId(), when.occurred()));
    }

    @CommandHandler
    void decide(EndSupervision ask, Asked asked) {
        var when = asked.when(ask.occurredAt());
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(Fact.that(!ended, "", "it has ended already")), when.past())
                .orRefuse();
        apply(new SupervisionEnded(
                ask.supervisionId(), requireNonNull(supervisorId), requireNonNull(superviseeId), when.occurred()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(SupervisionAgreed event) {
        id = event.supervisionId();
        supervisorId = event.supervisorId();
        superviseeId = event.superviseeId();
    }

    @EventSourcingHandler
    void evolve(SupervisionEnded event) {
        ended = true;
    }
}
