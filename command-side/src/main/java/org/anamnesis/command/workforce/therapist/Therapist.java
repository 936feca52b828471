package org.anamnesis.command.workforce.therapist;

import static org.anamnesis.events.Label.THERAPIST_EMAIL;
import static org.anamnesis.events.Label.THERAPIST_NAME;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.anamnesis.command.workforce.therapist.TherapistCommand.RegisterTherapist;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Somebody who treats. */
@Aggregate
class Therapist {

    @AggregateIdentifier
    private @Nullable TherapistId id;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(RegisterTherapist ask, Vault vault) {
        var who = ask.therapistId();
        apply(new TherapistRegistered(
                who,
                vault.seal(who, who, THERAPIST_NAME, ask.name()),
                vault.sealIfGiven(who, who, THERAPIST_EMAIL, ask.email()),
                ask.account()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(TherapistRegistered event) {
        id = event.therapistId();
    }
}
