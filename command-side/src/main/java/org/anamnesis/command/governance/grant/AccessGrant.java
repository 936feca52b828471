package org.anamnesis.command.governance.grant;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.DESTRUCTION_NOTE;
import static org.anamnesis.events.Label.GRANT_END_REASON;
import static org.anamnesis.events.Label.GRANT_RECIPIENT;
import static org.anamnesis.events.Label.GRANT_UNDERTAKING;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.command.governance.grant.AccessGrantCommand.ConfirmDestruction;
import org.anamnesis.command.governance.grant.AccessGrantCommand.EndAccessGrant;
import org.anamnesis.command.governance.grant.AccessGrantCommand.GrantAccess;
import org.anamnesis.command.governance.grant.AccessGrantCommand.ScopeAsked;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.When;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.command.support.facts.Therapists;
import org.anamnesis.events.Flag;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGrantEnded;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGranted;
import org.anamnesis.events.governance.AccessGrantEvent.CopiesDestroyed;
import org.anamnesis.events.governance.AccessGrantId;
import org.anamnesis.events.governance.GrantState;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What an outside body may read, for a time. */
@Aggregate
class AccessGrant {

    private static final Precondition UNDERTAKING = new Precondition("UNDERTAKING");
    private static final Precondition PERIOD = new Precondition("PERIOD");
    private static final Precondition DESTRUCTION = new Precondition("DESTRUCTION");
    private static final Precondition COPIES = new Precondition("COPIES");

    @AggregateIdentifier
    private @Nullable AccessGrantId id;

    private Instant from = Instant.MIN;
    private Instant until = Instant.MIN;
    private @Nullable Instant endedAt;
    private boolean copies;
    private @Nullable LocalDate destroyBy;
    private boolean destroyed;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(GrantAccess ask, Asked asked, Therapists therapists, Clients clients, Vault vault) {
        demandKnown(ask.scope(), asked, therapists, clients);
        var begins = asked.when(ask.from()).at();
        var over = asked.when(ask.until()).at();
        var verdict = Verdict.by(
                        asked.rules(),
                        UNDERTAKING.unless(undertaken(ask, asked)),
                        PERIOD.unless(Fact.that(
                                over.isAfter(begins) && over.isAfter(asked.at()),
                                "",
                                "it is over after it has begun, and not before now")),
                        DESTRUCTION.unless(
                                destruction(ask, over.atZone(asked.zone()).toLocalDate())))
                .orRefuse();
        apply(new AccessGranted(
                ask.grantId(),
                ask.body(),
                vault.seal(ask.grantId(), ask.grantId(), GRANT_RECIPIENT, ask.recipient()),
                ask.purpose(),
                asked.when(requireNonNull(ask.undertakingSignedAt())).occurred(),
                vault.seal(ask.grantId(), ask.grantId(), GRANT_UNDERTAKING, requireNonNull(ask.undertaking())),
                ask.scope().scope(),
                begins,
                over,
                ask.copies(),
                ask.identities(),
                ask.destroyBy(),
                verdict.grounds()));
    }

    @CommandHandler
    void decide(EndAccessGrant ask, Asked asked, Vault vault) {
        Verdict.by(
                        asked.rules(),
                        ILLEGAL_STATE.unless(Fact.that(!isFinal(asked.at()), "", "it is over or was ended already")))
                .orRefuse();
        apply(new AccessGrantEnded(
                ask.grantId(), vault.seal(ask.grantId(), ask.grantId(), GRANT_END_REASON, ask.reason()), asked.at()));
    }

    @CommandHandler
    void decide(ConfirmDestruction ask, Asked asked, Vault vault) {
        var when = asked.when(ask.occurredAt());
        Verdict.by(
                        asked.rules(),
                        COPIES.unless(Fact.that(copies, "", "no copies were granted")),
                        ILLEGAL_STATE.unless(Fact.that(!destroyed, "", "it was confirmed already")),
                        ILLEGAL_STATE.unless(Fact.that(
                                isFinal(asked.at()), "", "more can be copied until the grant is over or ended")),
                        when.past())
                .orRefuse();
        apply(new CopiesDestroyed(
                ask.grantId(),
                vault.sealIfGiven(ask.grantId(), ask.grantId(), DESTRUCTION_NOTE, ask.note()),
                when.occurred(),
                flags(when, asked.zone())));
    }

    private static void demandKnown(ScopeAsked scope, Asked asked, Therapists therapists, Clients clients) {
        for (int i = 0; i < scope.therapists().size(); i++) {
            therapists.demand(asked.clinic(), scope.therapists().get(i), "scope.therapists[" + i + "]");
        }
        for (int i = 0; i < scope.clients().size(); i++) {
            clients.get(asked.clinic(), scope.clients().get(i), "scope.clients[" + i + "]");
        }
    }

    /** 42 CFR 2.53 has whoever looks in agree in writing beforehand. */
    private static Fact undertaken(GrantAccess ask, Asked asked) {
        if (ask.undertakingSignedAt() == null || ask.undertaking() == null) {
            return Fact.fails("the body has to undertake in writing how it will use what it reads (42 CFR 2.53)");
        }
        var signed = asked.when(ask.undertakingSignedAt()).occurred();
        return Fact.that(
                !signed.at().isAfter(asked.at()),
                "undertaken in writing on " + signed.at().atZone(signed.zone()).toLocalDate() + " (42 CFR 2.53)",
                "the undertaking is dated in the future");
    }

    /** 42 CFR 2.53 has copies destroyed when they are no longer needed. */
    private static Fact destruction(GrantAccess ask, LocalDate over) {
        if (!ask.copies()) {
            return Fact.that(ask.destroyBy() == null, "", "nothing is copied, so there is nothing to destroy");
        }
        return ask.destroyBy() == null
                ? Fact.fails("copies have to be destroyed by some day (42 CFR 2.53)")
                : Fact.that(
                        !ask.destroyBy().isBefore(over),
                        "copies are destroyed by " + ask.destroyBy() + " (42 CFR 2.53)",
                        "copies can still be made on that day");
    }

    private boolean isFinal(Instant now) {
        return GrantState.at(now, from, until, endedAt).isFinal();
    }

    private List<Flag> flags(When when, ZoneId zone) {
        var day = when.at().atZone(zone).toLocalDate();
        var isLate = destroyBy != null && day.isAfter(destroyBy);
        var late = new Flag("DESTROYED_LATE", "destroyed on " + day + ", due by " + destroyBy);
        return Stream.concat(when.lateness().stream(), isLate ? Stream.of(late) : Stream.empty())
                .toList();
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(AccessGranted event) {
        id = event.grantId();
        from = event.from();
        until = event.until();
        copies = event.copies();
        destroyBy = event.destroyBy();
    }

    @EventSourcingHandler
    void evolve(AccessGrantEnded event) {
        endedAt = event.endedAt();
    }

    @EventSourcingHandler
    void evolve(CopiesDestroyed event) {
        destroyed = true;
    }
}
