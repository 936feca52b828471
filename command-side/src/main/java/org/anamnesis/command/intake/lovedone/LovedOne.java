package org.anamnesis.command.intake.lovedone;

import static org.anamnesis.events.Label.LOVED_ONE_CONTACT;
import static org.anamnesis.events.Label.LOVED_ONE_NAME;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.anamnesis.command.intake.lovedone.LovedOneCommand.NameLovedOne;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.events.intake.LovedOneEvent.LovedOneNamed;
import org.anamnesis.events.intake.LovedOneId;
import org.anamnesis.events.keys.Vault;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Somebody who is close to a client. */
@Aggregate
class LovedOne {

    @AggregateIdentifier
    private @Nullable LovedOneId id;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(NameLovedOne ask, Asked asked, Clients clients, Vault vault) {
        clients.get(asked.clinic(), ask.clientId(), "clientId");
        var who = ask.lovedOneId();
        apply(new LovedOneNamed(
                who,
                ask.clientId(),
                ask.relation(),
                vault.seal(who, who, LOVED_ONE_NAME, ask.name()),
                vault.sealIfGiven(who, who, LOVED_ONE_CONTACT, ask.contact())));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(LovedOneNamed event) {
        id = event.lovedOneId();
    }
}
