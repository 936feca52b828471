package org.anamnesis.command.workforce.credential;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.CREDENTIAL_BODY;
import static org.anamnesis.events.Label.CREDENTIAL_NUMBER;
import static org.anamnesis.events.Label.STANDING_REASON;
import static org.anamnesis.events.Label.VERIFICATION_METHOD;
import static org.anamnesis.events.Label.VERIFICATION_REASON;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Therapists;
import org.anamnesis.command.workforce.credential.CredentialCommand.AddCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.LiftSuspension;
import org.anamnesis.command.workforce.credential.CredentialCommand.RenewCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.RestrictCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.RevokeCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.SuspendCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.VerifyCredential;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.Secret;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRenewed;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRestricted;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRevoked;
import org.anamnesis.events.workforce.CredentialEvent.CredentialSuspended;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
import org.anamnesis.events.workforce.CredentialEvent.SuspensionLifted;
import org.anamnesis.events.workforce.CredentialId;
import org.anamnesis.events.workforce.ServiceType;
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

    private static final Precondition LATER = new Precondition("VALID_TO");
    private static final Precondition SCOPE = new Precondition("SCOPE");
    private static final Precondition ORDER = new Precondition("EFFECTIVE_FROM");

    static final Set<Class<? extends CredentialEvent>> CHANGES_NOTHING = Set.of(CredentialVerifiedAtSource.class);

    @AggregateIdentifier
    private @Nullable CredentialId id;

    private @Nullable TherapistId therapistId;
    private State state = State.ACTIVE;
    private List<ServiceType> serviceTypes = List.of();
    private LocalDate validTo = LocalDate.MIN;
    private @Nullable Instant suspendedFrom;

    private enum State {
        ACTIVE,
        SUSPENDED,
        REVOKED
    }

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
        var when = asked.when(ask.effectiveFrom());
        Verdict.by(asked.rules(), when.past()).orRefuse();
        apply(new CredentialVerifiedAtSource(
                ask.credentialId(),
                whose(),
                when.occurred(),
                vault.sealIfGiven(whose(), ask.credentialId(), VERIFICATION_METHOD, ask.method()),
                vault.sealIfGiven(whose(), ask.credentialId(), VERIFICATION_REASON, ask.reason())));
    }

    @CommandHandler
    void decide(RenewCredential ask, Asked asked, Vault vault) {
        Verdict.by(
                        asked.rules(),
                        is(State.ACTIVE, State.SUSPENDED),
                        LATER.unless(Fact.that(
                                ask.validTo().isAfter(validTo), "", "it holds until " + validTo + " already")))
                .orRefuse();
        apply(new CredentialRenewed(
                ask.credentialId(),
                whose(),
                validTo,
                ask.validTo(),
                asked.when(ask.effectiveFrom()).occurred(),
                sealed(ask.reason(), vault)));
    }

    @CommandHandler
    void decide(SuspendCredential ask, Asked asked, Vault vault) {
        Verdict.by(asked.rules(), is(State.ACTIVE)).orRefuse();
        apply(new CredentialSuspended(
                ask.credentialId(), whose(), asked.when(ask.effectiveFrom()).occurred(), sealed(ask.reason(), vault)));
    }

    @CommandHandler
    void decide(LiftSuspension ask, Asked asked, Vault vault) {
        Verdict.by(asked.rules(), is(State.SUSPENDED)).orRefuse();
        var when = asked.when(ask.effectiveFrom());
        Verdict.by(
                        asked.rules(),
                        ORDER.unless(Fact.that(
                                !when.at().isBefore(requireNonNull(suspendedFrom)),
                                "",
                                "the suspension began at " + suspendedFrom)))
                .orRefuse();
        apply(new SuspensionLifted(ask.credentialId(), whose(), when.occurred(), sealed(ask.reason(), vault)));
    }

    @CommandHandler
    void decide(RestrictCredential ask, Asked asked, Vault vault) {
        Verdict.by(
                        asked.rules(),
                        is(State.ACTIVE, State.SUSPENDED),
                        SCOPE.unless(Fact.that(
                                serviceTypes.containsAll(ask.scope()), "", "it entitles to " + serviceTypes + " only")))
                .orRefuse();
        apply(new CredentialRestricted(
                ask.credentialId(),
                whose(),
                ask.scope(),
                asked.when(ask.effectiveFrom()).occurred(),
                sealed(ask.reason(), vault)));
    }

    @CommandHandler
    void decide(RevokeCredential ask, Asked asked, Vault vault) {
        Verdict.by(asked.rules(), is(State.ACTIVE, State.SUSPENDED)).orRefuse();
        apply(new CredentialRevoked(
                ask.credentialId(), whose(), asked.when(ask.effectiveFrom()).occurred(), sealed(ask.reason(), vault)));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(CredentialAdded event) {
        id = event.credentialId();
        therapistId = event.therapistId();
        serviceTypes = event.serviceTypes();
        validTo = event.validTo();
    }

    @EventSourcingHandler
    void evolve(CredentialRenewed event) {
        validTo = event.validTo();
    }

    @EventSourcingHandler
    void evolve(CredentialSuspended event) {
        state = State.SUSPENDED;
        suspendedFrom = event.occurred().at();
    }

    @EventSourcingHandler
    void evolve(SuspensionLifted event) {
        state = State.ACTIVE;
    }

    @EventSourcingHandler
    void evolve(CredentialRestricted event) {
        serviceTypes = event.serviceTypes();
    }

    @EventSourcingHandler
    void evolve(CredentialRevoked event) {
        state = State.REVOKED;
    }

    private Finding is(State... wanted) {
        return ILLEGAL_STATE.unless(Fact.that(List.of(wanted).contains(state), "", "the credential is " + state));
    }

    private @Nullable Sealed sealed(@Nullable Secret reason, Vault vault) {
        return vault.sealIfGiven(whose(), requireNonNull(id), STANDING_REASON, reason);
    }

    private TherapistId whose() {
        return requireNonNull(therapistId);
    }
}
