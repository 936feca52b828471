package org.anamnesis.command.governance.rules;

import static org.anamnesis.command.support.General.ALREADY_EXISTS;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import org.anamnesis.command.governance.rules.RuleProfileCommand.AdoptRuleProfile;
import org.anamnesis.command.governance.rules.RuleProfileCommand.EndRuleProfile;
import org.anamnesis.command.governance.rules.RuleProfileCommand.PublishRuleProfile;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.RuleProfiles;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileAdopted;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileEnded;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfilePublished;
import org.anamnesis.events.governance.RuleProfileId;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A document of rules, for as long as a practice goes by it. */
@Aggregate
class RuleProfile {

    private static final Precondition ORDER = new Precondition("EFFECTIVE_TO");

    @AggregateIdentifier
    private @Nullable RuleProfileId id;

    private Instant effectiveFrom = Instant.MIN;
    private boolean ended;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(PublishRuleProfile ask, Asked asked, RuleProfiles profiles) {
        var document = ask.document();
        var isNew = profiles.alone(asked.clinic()).document(document.id()).isEmpty();
        Verdict.by(
                        asked.rules(),
                        ALREADY_EXISTS.unless(Fact.that(
                                isNew, "", document.id() + " is there already; what changes gets a new version")))
                .orRefuse();
        apply(new RuleProfilePublished(
                ask.ruleProfileId(), document, asked.when(ask.effectiveFrom()).at()));
    }

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(AdoptRuleProfile ask, Asked asked, RuleProfiles profiles) {
        var book = profiles.alone(asked.clinic());
        var document = book.shipped(ask.profile()).orElseThrow(Unknown.id("profile"));
        var from = asked.when(ask.effectiveFrom()).at();
        var holds =
                book.at(from).documents().stream().anyMatch(each -> each.id().equals(document.id()));
        Verdict.by(
                        asked.rules(),
                        ALREADY_EXISTS.unless(Fact.that(!holds, "", document.id() + " holds at that time already")))
                .orRefuse();
        apply(new RuleProfileAdopted(ask.ruleProfileId(), document, from));
    }

    @CommandHandler
    void decide(EndRuleProfile ask, Asked asked, RuleProfiles profiles) {
        profiles.alone(asked.clinic());
        var to = asked.when(ask.effectiveTo()).at();
        Verdict.by(
                        asked.rules(),
                        ILLEGAL_STATE.unless(Fact.that(!ended, "", "their end is told already")),
                        ORDER.unless(
                                Fact.that(!to.isBefore(effectiveFrom), "", "they hold from " + effectiveFrom + " on")))
                .orRefuse();
        apply(new RuleProfileEnded(ask.ruleProfileId(), to));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(RuleProfilePublished event) {
        begin(event.ruleProfileId(), event.effectiveFrom());
    }

    @EventSourcingHandler
    void evolve(RuleProfileAdopted event) {
        begin(event.ruleProfileId(), event.effectiveFrom());
    }

    @EventSourcingHandler
    void evolve(RuleProfileEnded event) {
        ended = true;
    }

    private void begin(RuleProfileId which, Instant from) {
        id = which;
        effectiveFrom = from;
    }
}
