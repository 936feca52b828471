package org.anamnesis.command.research.study;

import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.STUDY_KEY;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.anamnesis.command.research.study.StudyCommand.ApproveStudy;
import org.anamnesis.command.research.study.StudyCommand.EndStudy;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.RuleProfiles;
import org.anamnesis.events.Secret;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.research.StudyEvent.StudyApproved;
import org.anamnesis.events.research.StudyEvent.StudyEnded;
import org.anamnesis.events.research.StudyId;
import org.anamnesis.events.research.StudyProtocol;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.research.StudyKey;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A study, for as long as data may be handed out for it. */
@Aggregate
class Study {

    private static final Precondition APPROVALS = new Precondition("APPROVALS");
    private static final Precondition ENDS = new Precondition("ENDS");

    @AggregateIdentifier
    private @Nullable StudyId id;

    private boolean ended;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(ApproveStudy ask, Asked asked, RuleProfiles profiles, Vault vault) {
        var protocol = ask.protocol();
        demandKnown(protocol.ruleProfile(), profiles.of(asked.clinic()));
        var today = asked.at().atZone(asked.zone()).toLocalDate();
        var verdict = Verdict.by(
                        asked.rules(),
                        APPROVALS.unless(approved(protocol, today)),
                        ENDS.unless(Fact.that(!protocol.ends().isBefore(today), "", "it would be over already")))
                .orRefuse();
        var key = StudyKey.fresh();
        apply(new StudyApproved(
                ask.studyId(),
                ask.title(),
                ask.purpose(),
                protocol,
                vault.seal(ask.studyId(), ask.studyId(), STUDY_KEY, new Secret(key.written())),
                key.commitment(),
                verdict.grounds()));
    }

    @CommandHandler
    void decide(EndStudy ask, Asked asked) {
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(Fact.that(!ended, "", "it was ended already")))
                .orRefuse();
        apply(new StudyEnded(ask.studyId(), asked.at()));
    }

    private static void demandKnown(@Nullable String profile, RuleBook rules) {
        if (profile != null && rules.document(profile).isEmpty()) {
            throw Unknown.id("protocol.ruleProfile").get();
        }
    }

    /** 42 CFR 2.52 and 45 CFR 164.512(i) have somebody independent look at a study before data are handed out for it. */
    private static Fact approved(StudyProtocol protocol, LocalDate today) {
        return Fact.that(
                protocol.approvals().stream()
                        .noneMatch(approval -> approval.date().isAfter(today)),
                protocol.approvals().stream()
                        .map(approval -> approval.body() + " " + approval.reference() + ", " + approval.date())
                        .collect(Collectors.joining("; ", "approved by ", " (42 CFR 2.52)")),
                "an approval is dated in the future");
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(StudyApproved event) {
        id = event.studyId();
    }

    @EventSourcingHandler
    void evolve(StudyEnded event) {
        ended = true;
    }
}
