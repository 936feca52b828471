package org.anamnesis.command.privacy.consent;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import org.anamnesis.command.privacy.consent.ConsentCommand.RevokeConsent;
import org.anamnesis.command.privacy.consent.ConsentCommand.SignConsent;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentId;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Something that a client agreed to. */
@Aggregate
class Consent {

    private static final Precondition SIGNED = new Precondition("SIGNED");

    @AggregateIdentifier
    private @Nullable ConsentId id;

    private @Nullable ClientId clientId;
    private @Nullable ConsentType type;
    private Instant signedAt = Instant.MIN;
    private boolean revoked;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(SignConsent ask, Asked asked, Clients clients) {
        clients.get(asked.clinic(), ask.clientId(), "clientId");
        var when = asked.when(ask.signedAt());
        var expires =
                ask.expires() == null ? null : ask.expires().in(asked.zone()).at();
        Verdict.by(
                        asked.rules(),
                        when.past(),
                        new Precondition("EXPIRY")
                                .unless(Fact.that(
                                        expires == null || expires.isAfter(when.at()),
                                        "",
                                        "a consent expires after it was signed")))
                .orRefuse();
        apply(new ConsentSigned(
                ask.consentId(), ask.clientId(), ask.type(), when.occurred(), expires, when.lateness()));
    }

    @CommandHandler
    void decide(RevokeConsent ask, Asked asked) {
        var when = asked.when(ask.occurredAt());
        Verdict.by(
                        asked.rules(),
                        ILLEGAL_STATE.unless(Fact.that(!revoked, "", "the consent is revoked already")),
                        SIGNED.unless(
                                Fact.that(!when.at().isBefore(signedAt), "", "it was not signed until " + signedAt)),
                        when.past())
                .orRefuse();
        apply(new ConsentRevoked(
                ask.consentId(), requireNonNull(clientId), requireNonNull(type), when.occurred(), when.lateness()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(ConsentSigned event) {
        id = event.consentId();
        clientId = event.clientId();
        type = event.type();
        signedAt = event.occurred().at();
    }

    @EventSourcingHandler
    void evolve(ConsentRevoked event) {
        revoked = true;
    }
}
