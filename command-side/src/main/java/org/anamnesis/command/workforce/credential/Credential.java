package org.anamnesis.command.workforce.credential;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.events.Label.CREDENTIAL_BODY;
import static org.anamnesis.events.Label.CREDENTIAL_NUMBER;
import static org.anamnesis.events.Label.VERIFICATION_METHOD;
import static org.anamnesis.events.Label.VERIFICATION_REASON;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Set;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Therapists;
import org.anamnesis.command.workforce.credential.CredentialCommand.AddCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.VerifyCredential;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
import org.anamnesis.events.workforce.CredentialId;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A licence, certificate or registration of a therapist. */
@Aggregate
class Credential {

    static final Set<Class<? extends CredentialEvent>> CHANGES_NOTHING = Set.of(CredentialVerifiedAtSource.class);

    @AggregateIdentifier
    private @Nullable CredentialId id;

    private @Nullable TherapistId therapistId;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(AddCredential ask, Asked asked, Therapists therapists, Vault vault) {
        therapists.demand(asked.clinic(), ask.therapistId(), "therapistId");
        apply(new CredentialAdded(
                ask.credentialId(),
                ask.therapistId(),
                ask.type(),
                vault.seal(ask.therapistId(), ask.credentialId(), CREDENTIAL_BODY, ask.body()),
                ask.jurisdiction(),
                vault.seal(ask.therapistId(), ask.credentialId(), CREDENTIAL_NUMBER, ask.number()),
                ask.serviceTypes(),
                ask.validFrom(),
                ask.validTo(),
                ask.needsSupervision()));
    }

    @CommandHandler
    void decide(VerifyCredential ask, Asked asked, Vault vault) {
        var whose = requireNonNull(therapistId);
        var when = asked.when(ask.effectiveFrom());
        Verdict.by(asked.rules(), when.past()).orRefuse();
        apply(new CredentialVerifiedAtSource(
                ask.credentialId(),
                whose,
                when.occurred(),
                vault.sealIfGiven(whose, ask.credentialId(), VERIFICATION_METHOD, ask.method()),
                vault.sealIfGiven(whose, ask.credentialId(), VERIFICATION_REASON, ask.reason())));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(CredentialAdded event) {
        id = event.credentialId();
        therapistId = event.therapistId();
    }
}
