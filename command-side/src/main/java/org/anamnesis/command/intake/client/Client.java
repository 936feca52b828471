package org.anamnesis.command.intake.client;

import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.CLIENT_BIRTH_DATE;
import static org.anamnesis.events.Label.CLIENT_CONTACT;
import static org.anamnesis.events.Label.CLIENT_EMERGENCY_CONTACT;
import static org.anamnesis.events.Label.CLIENT_NAME;
import static org.anamnesis.events.Label.LEGAL_HOLD_REASON;
import static org.anamnesis.events.Label.LEGAL_HOLD_RELEASE_REASON;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Set;
import org.anamnesis.command.intake.client.ClientCommand.CorrectClientDetails;
import org.anamnesis.command.intake.client.ClientCommand.GivePrivacyNotice;
import org.anamnesis.command.intake.client.ClientCommand.PlaceLegalHold;
import org.anamnesis.command.intake.client.ClientCommand.RegisterClient;
import org.anamnesis.command.intake.client.ClientCommand.ReleaseLegalHold;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.events.intake.ClientEvent;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientEvent.LegalHoldPlaced;
import org.anamnesis.events.intake.ClientEvent.LegalHoldReleased;
import org.anamnesis.events.intake.ClientEvent.PrivacyNoticeGiven;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Somebody who is treated. */
@Aggregate
class Client {

    static final Set<Class<? extends ClientEvent>> CHANGES_NOTHING =
            Set.of(PrivacyNoticeGiven.class, ClientDetailsCorrected.class);

    @AggregateIdentifier
    private @Nullable ClientId id;

    private boolean held;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(RegisterClient ask, Vault vault) {
        var who = ask.clientId();
        apply(new ClientRegistered(
                who,
                vault.seal(who, who, CLIENT_NAME, ask.name()),
                vault.seal(who, who, CLIENT_BIRTH_DATE, ask.birthDate()),
                vault.sealIfGiven(who, who, CLIENT_CONTACT, ask.contact()),
                vault.sealIfGiven(who, who, CLIENT_EMERGENCY_CONTACT, ask.emergencyContact()),
                ask.sexForScoring(),
                ask.legalStatus(),
                ask.jurisdiction()));
    }

    @CommandHandler
    void decide(CorrectClientDetails ask, Asked asked, Clients clients, Vault vault) {
        clients.alone(asked.clinic(), ask.clientId(), "clientId"); // no name gets into the index while they are erased
        var who = ask.clientId();
        apply(new ClientDetailsCorrected(
                who,
                vault.seal(who, who, CLIENT_NAME, ask.name()),
                vault.seal(who, who, CLIENT_BIRTH_DATE, ask.birthDate()),
                vault.sealIfGiven(who, who, CLIENT_CONTACT, ask.contact()),
                vault.sealIfGiven(who, who, CLIENT_EMERGENCY_CONTACT, ask.emergencyContact()),
                ask.sexForScoring(),
                ask.legalStatus(),
                ask.jurisdiction()));
    }

    @CommandHandler
    void decide(GivePrivacyNotice ask, Asked asked, Clients clients) {
        clients.get(asked.clinic(), ask.clientId(), "clientId");
        var when = asked.when(ask.givenAt());
        Verdict.by(asked.rules(), when.past()).orRefuse();
        apply(new PrivacyNoticeGiven(ask.clientId(), ask.version(), when.occurred(), when.lateness()));
    }

    @CommandHandler
    void decide(PlaceLegalHold ask, Asked asked, Clients clients, Vault vault) {
        clients.alone(asked.clinic(), ask.clientId(), "clientId");
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(Fact.that(!held, "", "there is a legal hold already")))
                .orRefuse();
        apply(new LegalHoldPlaced(
                ask.clientId(), vault.seal(ask.clientId(), ask.clientId(), LEGAL_HOLD_REASON, ask.reason())));
    }

    @CommandHandler
    void decide(ReleaseLegalHold ask, Asked asked, Clients clients, Vault vault) {
        clients.alone(asked.clinic(), ask.clientId(), "clientId");
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(Fact.that(held, "", "there is no legal hold")))
                .orRefuse();
        apply(new LegalHoldReleased(
                ask.clientId(), vault.seal(ask.clientId(), ask.clientId(), LEGAL_HOLD_RELEASE_REASON, ask.reason())));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(ClientRegistered event) {
        id = event.clientId();
    }

    @EventSourcingHandler
    void evolve(LegalHoldPlaced event) {
        held = true;
    }

    @EventSourcingHandler
    void evolve(LegalHoldReleased event) {
        held = false;
    }
}
