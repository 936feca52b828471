package org.anamnesis.command.privacy.breakglass;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.BREAK_GLASS_NOTE;
import static org.anamnesis.events.Label.BREAK_GLASS_REASON;
import static org.anamnesis.events.rules.Rule.BREAK_GLASS_FOR;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.anamnesis.command.privacy.breakglass.BreakGlassCommand.InvokeBreakGlass;
import org.anamnesis.command.privacy.breakglass.BreakGlassCommand.ReviewBreakGlass;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassInvoked;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassReviewed;
import org.anamnesis.events.privacy.BreakGlassId;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A breaking of the glass before one client's record. */
@Aggregate
class BreakGlass {

    private static final Precondition SOMEBODY_ELSE = new Precondition("SOMEBODY_ELSE");

    @AggregateIdentifier
    private @Nullable BreakGlassId id;

    private @Nullable ClientId clientId;
    private @Nullable String account;
    private boolean reviewed;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(InvokeBreakGlass ask, Asked asked, Clients clients, Vault vault) {
        clients.get(asked.clinic(), ask.clientId(), "clientId");
        var when = asked.when(null);
        apply(new BreakGlassInvoked(
                ask.breakGlassId(),
                ask.clientId(),
                asked.actor().id(),
                vault.seal(ask.clientId(), ask.breakGlassId(), BREAK_GLASS_REASON, ask.reason()),
                when.at().plus(asked.rules().get(BREAK_GLASS_FOR)),
                when.occurred(),
                when.lateness()));
    }

    @CommandHandler
    void decide(ReviewBreakGlass ask, Asked asked, Vault vault) {
        var client = requireNonNull(clientId);
        Verdict.by(
                        asked.rules(),
                        ILLEGAL_STATE.unless(Fact.that(!reviewed, "", "it is reviewed already")),
                        SOMEBODY_ELSE.unless(Fact.that(
                                !asked.actor().id().equals(account), "", "whoever broke the glass does not review it")))
                .orRefuse();
        var when = asked.when(null);
        apply(new BreakGlassReviewed(
                ask.breakGlassId(),
                client,
                ask.verdict(),
                vault.sealIfGiven(client, ask.breakGlassId(), BREAK_GLASS_NOTE, ask.note()),
                when.occurred(),
                when.lateness()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(BreakGlassInvoked event) {
        id = event.breakGlassId();
        clientId = event.clientId();
        account = event.account();
    }

    @EventSourcingHandler
    void evolve(BreakGlassReviewed event) {
        reviewed = true;
    }
}
