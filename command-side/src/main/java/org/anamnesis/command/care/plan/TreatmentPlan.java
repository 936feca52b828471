package org.anamnesis.command.care.plan;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.command.support.General.ALREADY_EXISTS;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.EXTENSION_REASON;
import static org.anamnesis.events.Label.GOAL_MEASURE;
import static org.anamnesis.events.Label.GOAL_TARGET;
import static org.anamnesis.events.Label.GOAL_WORDS;
import static org.anamnesis.events.Label.MODALITY_RATIONALE;
import static org.anamnesis.events.Label.NEED_TEXT;
import static org.anamnesis.events.Label.REVIEW_CLIENT_VIEW;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.command.care.plan.ChangeAsked.AddsGoal;
import org.anamnesis.command.care.plan.ChangeAsked.ApprovesExtendedSession;
import org.anamnesis.command.care.plan.ChangeAsked.EndsGoal;
import org.anamnesis.command.care.plan.ChangeAsked.SetsCadence;
import org.anamnesis.command.care.plan.ChangeAsked.SetsModalities;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.AddGoal;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.AddNeed;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.AdjustPlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.ChooseModalities;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.CompletePlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.DraftPlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.GoalFound;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.ModalityAsked;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.ProposePlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.ReviewPlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.SetCadence;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.SignPlan;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.Signatory;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Episodes;
import org.anamnesis.events.Id;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.GoalId;
import org.anamnesis.events.care.GoalReview;
import org.anamnesis.events.care.ModalityShare;
import org.anamnesis.events.care.NeedId;
import org.anamnesis.events.care.PlanChange;
import org.anamnesis.events.care.PlanChange.ExtendedSession;
import org.anamnesis.events.care.PlanChange.GoalAddition;
import org.anamnesis.events.care.PlanChange.GoalEnding;
import org.anamnesis.events.care.PlanChange.NewCadence;
import org.anamnesis.events.care.PlanChange.NewModalities;
import org.anamnesis.events.care.PlanId;
import org.anamnesis.events.care.TreatmentPlanEvent;
import org.anamnesis.events.care.TreatmentPlanEvent.CadenceSet;
import org.anamnesis.events.care.TreatmentPlanEvent.GoalAdded;
import org.anamnesis.events.care.TreatmentPlanEvent.ModalitiesChosen;
import org.anamnesis.events.care.TreatmentPlanEvent.NeedAdded;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanCompleted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanDrafted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanProposed;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanReviewed;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanSignedByClient;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanSignedByTherapist;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What client and therapist have agreed to work on, how, and how regularly. */
@Aggregate
class TreatmentPlan {

    static final Set<Class<? extends TreatmentPlanEvent>> CHANGES_NOTHING = Set.of(PlanReviewed.class);

    private static final int WHOLE = 100;
    private static final Precondition GOALS = new Precondition("GOALS");
    private static final Precondition MODALITIES = new Precondition("MODALITIES");

    @AggregateIdentifier
    private @Nullable PlanId id;

    private @Nullable ClientId clientId;
    private @Nullable EpisodeId episodeId;
    private State state = State.DRAFT;
    private int version;
    private final Set<NeedId> needs = new HashSet<>();
    private final Set<GoalId> goals = new HashSet<>();
    private List<ModalityShare> modalities = List.of();
    private @Nullable Cadence cadence;
    private boolean signedByClient;
    private boolean signedByTherapist;

    private enum State {
        DRAFT,
        PROPOSED,
        IN_FORCE,
        COMPLETED
    }

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(DraftPlan ask, Asked asked, Episodes episodes) {
        var episode = episodes.get(asked.clinic(), ask.episodeId(), "episodeId");
        var when = asked.when(ask.occurredAt());
        Verdict.by(
                        asked.rules(),
                        ILLEGAL_STATE.unless(Fact.that(episode.endedAt() == null, "", "the episode has ended")),
                        when.past())
                .orRefuse();
        apply(new PlanDrafted(ask.planId(), episode.clientId(), ask.episodeId(), when.occurred(), when.lateness()));
    }

    @CommandHandler
    void decide(AddNeed ask, Asked asked, Vault vault) {
        var when = asked.when(ask.occurredAt());
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(isDraft()), isNew(needs.contains(ask.needId())), when.past())
                .orRefuse();
        var text = vault.seal(client(), ask.planId(), NEED_TEXT, ask.text());
        apply(new NeedAdded(
                ask.planId(), client(), ask.needId(), ask.domain(), text, when.occurred(), when.lateness()));
    }

    @CommandHandler
    void decide(AddGoal ask, Asked asked, Vault vault) {
        demandNeeds(ask, "");
        var when = asked.when(ask.occurredAt());
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(isDraft()), isNew(goals.contains(ask.goalId())), when.past())
                .orRefuse();
        apply(new GoalAdded(ask.planId(), client(), goal(ask, vault), when.occurred(), when.lateness()));
    }

    @CommandHandler
    void decide(ChooseModalities ask, Asked asked, Vault vault) {
        var when = asked.when(ask.occurredAt());
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(isDraft()), when.past()).orRefuse();
        apply(new ModalitiesChosen(
                ask.planId(), client(), modalities, shares(ask.modalities(), vault), when.occurred(), when.lateness()));
    }

    @CommandHandler
    void decide(SetCadence ask, Asked asked) {
        var when = asked.when(ask.occurredAt());
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(isDraft()), when.past()).orRefuse();
        apply(new CadenceSet(ask.planId(), client(), cadence, ask.cadence(), when.occurred(), when.lateness()));
    }

    @CommandHandler
    void decide(ProposePlan ask, Asked asked) {
        var when = asked.when(ask.occurredAt());
        var verdict = Verdict.by(
                        asked.rules(),
                        ILLEGAL_STATE.unless(isDraft()),
                        GOALS.unless(Fact.that(
                                !goals.isEmpty(), goals.size() + " goals in the client's words", "no goal yet")),
                        MODALITIES.unless(whole(modalities)),
                        when.past())
                .orRefuse();
        apply(new PlanProposed(ask.planId(), client(), verdict.grounds(), when.occurred(), when.lateness()));
    }

    @CommandHandler
    void decide(SignPlan ask, Asked asked) {
        var when = asked.when(ask.occurredAt());
        boolean byClient = ask.as() == Signatory.CLIENT;
        Verdict.by(
                        asked.rules(),
                        ILLEGAL_STATE.unless(Fact.that(
                                (state == State.PROPOSED || state == State.IN_FORCE)
                                        && !(byClient ? signedByClient : signedByTherapist),
                                "",
                                "this signature is not due; the plan is " + state)),
                        when.past())
                .orRefuse();
        var flags = when.lateness();
        apply(
                byClient
                        ? new PlanSignedByClient(ask.planId(), client(), version, ask.method(), when.occurred(), flags)
                        : new PlanSignedByTherapist(
                                ask.planId(), client(), version, ask.method(), when.occurred(), flags));
    }

    @CommandHandler
    void decide(AdjustPlan ask, Asked asked, Evidence evidence, Vault vault) {
        var restsOn = ask.evidence() == null ? List.<UUID>of() : ask.evidence();
        evidence.demand(asked.clinic(), client(), restsOn, "evidence");
        var when = asked.when(ask.occurredAt());
        var findings = new ArrayList<Finding>();
        findings.add(isInForce("adjusted"));
        findings.add(when.past());
        var changes = changes(ask, vault, findings);
        Verdict.by(asked.rules(), findings.toArray(Finding[]::new)).orRefuse();
        apply(new PlanAdjusted(
                ask.planId(),
                client(),
                requireNonNull(episodeId),
                version + 1,
                changes,
                ask.reason(),
                restsOn,
                when.occurred(),
                when.lateness()));
    }

    @CommandHandler
    void decide(ReviewPlan ask, Asked asked, Evidence evidence, Vault vault) {
        for (int i = 0; i < ask.goals().size(); i++) {
            var found = ask.goals().get(i);
            if (!goals.contains(found.goalId())) {
                throw Unknown.id("goals[" + i + "].goalId").get();
            }
            evidence.demand(asked.clinic(), client(), evidenceOf(found), "goals[" + i + "].evidence");
        }
        var when = asked.when(ask.occurredAt());
        Verdict.by(asked.rules(), isInForce("reviewed"), when.past()).orRefuse();
        apply(new PlanReviewed(
                ask.planId(),
                client(),
                version,
                ask.goals().stream()
                        .map(found -> new GoalReview(found.goalId(), found.progress(), evidenceOf(found)))
                        .toList(),
                ask.decision(),
                vault.sealIfGiven(client(), ask.planId(), REVIEW_CLIENT_VIEW, ask.clientView()),
                when.occurred(),
                when.lateness()));
    }

    @CommandHandler
    void decide(CompletePlan ask, Asked asked) {
        var when = asked.when(ask.occurredAt());
        Verdict.by(asked.rules(), isInForce("completed"), when.past()).orRefuse();
        apply(new PlanCompleted(ask.planId(), client(), version, when.occurred(), when.lateness()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(PlanDrafted event) {
        id = event.planId();
        clientId = event.clientId();
        episodeId = event.episodeId();
        version = 1;
    }

    @EventSourcingHandler
    void evolve(NeedAdded event) {
        needs.add(event.needId());
    }

    @EventSourcingHandler
    void evolve(GoalAdded event) {
        goals.add(event.goal().goalId());
    }

    @EventSourcingHandler
    void evolve(ModalitiesChosen event) {
        modalities = event.to();
    }

    @EventSourcingHandler
    void evolve(CadenceSet event) {
        cadence = event.to();
    }

    @EventSourcingHandler
    void evolve(PlanProposed event) {
        state = State.PROPOSED;
    }

    @EventSourcingHandler
    void evolve(PlanSignedByClient event) {
        signedByClient = true;
        state = signedByTherapist ? State.IN_FORCE : state;
    }

    @EventSourcingHandler
    void evolve(PlanSignedByTherapist event) {
        signedByTherapist = true;
        state = signedByClient ? State.IN_FORCE : state;
    }

    @EventSourcingHandler
    void evolve(PlanAdjusted event) {
        version = event.planVersion();
        signedByClient = false;
        signedByTherapist = false;
        for (var change : event.changes()) {
            switch (change) {
                case GoalAddition added -> goals.add(added.goal().goalId());
                case GoalEnding ended -> goals.remove(ended.goalId());
                case NewModalities chosen -> modalities = chosen.to();
                case NewCadence set -> cadence = set.to();
                case ExtendedSession approved -> {}
            }
        }
    }

    @EventSourcingHandler
    void evolve(PlanCompleted event) {
        state = State.COMPLETED;
    }

    /** What the changes come to, one after the other; what stands against them joins the findings. */
    private List<PlanChange> changes(AdjustPlan ask, Vault vault, List<Finding> findings) {
        var changes = new ArrayList<PlanChange>();
        var goalsThen = new HashSet<>(goals);
        var modalitiesThen = modalities;
        var cadenceThen = cadence;
        for (int i = 0; i < ask.changes().size(); i++) {
            var at = "changes[" + i + "].";
            switch (ask.changes().get(i)) {
                case AddsGoal adds -> {
                    demandNeeds(adds, at);
                    findings.add(isNew(!goalsThen.add(adds.goalId())));
                    changes.add(new GoalAddition(goal(adds, vault)));
                }
                case EndsGoal ends -> {
                    if (!goalsThen.remove(ends.goalId())) {
                        throw Unknown.id(at + "goalId").get();
                    }
                    changes.add(new GoalEnding(ends.goalId()));
                }
                case SetsModalities sets -> {
                    var to = shares(sets.modalities(), vault);
                    findings.add(MODALITIES.unless(whole(to)));
                    changes.add(new NewModalities(modalitiesThen, to));
                    modalitiesThen = to;
                }
                case SetsCadence sets -> {
                    changes.add(new NewCadence(cadenceThen, sets.cadence()));
                    cadenceThen = sets.cadence();
                }
                case ApprovesExtendedSession approves ->
                    changes.add(new ExtendedSession(
                            approves.minutes(),
                            approves.technique(),
                            vault.seal(client(), ask.planId(), EXTENSION_REASON, approves.reason())));
            }
        }
        findings.add(GOALS.unless(Fact.that(!goalsThen.isEmpty(), "", "no goal would be left")));
        return changes;
    }

    private Finding isInForce(String what) {
        return ILLEGAL_STATE.unless(
                Fact.that(state == State.IN_FORCE, "", "only a plan in force is " + what + "; this one is " + state));
    }

    private static List<UUID> evidenceOf(GoalFound found) {
        return found.evidence() == null ? List.of() : found.evidence();
    }

    private Fact isDraft() {
        return Fact.that(
                state == State.DRAFT, "", "the plan is " + state + "; what is agreed is changed by adjusting it");
    }

    private static Finding isNew(boolean known) {
        return ALREADY_EXISTS.unless(Fact.that(!known, "", "the plan has one with this id already"));
    }

    private static Fact whole(List<ModalityShare> modalities) {
        var sum = modalities.stream()
                .mapToInt(each -> each.share() == null ? 0 : each.share())
                .sum();
        return Fact.that(
                sum == WHOLE,
                "shares of " + modalities.size() + " modalities sum to 100",
                "the shares of the modalities sum to " + sum + ", not to 100");
    }

    private void demandNeeds(GoalAsked ask, String at) {
        for (int i = 0; i < ask.needIds().size(); i++) {
            if (!needs.contains(ask.needIds().get(i))) {
                throw Unknown.id(at + "needIds[" + i + "]").get();
            }
        }
    }

    private Goal goal(GoalAsked ask, Vault vault) {
        Id plan = requireNonNull(id);
        return new Goal(
                ask.goalId(),
                vault.seal(client(), plan, GOAL_WORDS, ask.clientWords()),
                ask.needIds(),
                vault.sealIfGiven(client(), plan, GOAL_MEASURE, ask.measure()),
                vault.sealIfGiven(client(), plan, GOAL_TARGET, ask.target()),
                ask.by(),
                ask.measure() != null && ask.target() != null && ask.by() != null);
    }

    private List<ModalityShare> shares(List<ModalityAsked> asked, Vault vault) {
        Id plan = requireNonNull(id);
        return asked.stream()
                .map(each -> new ModalityShare(
                        each.modality(),
                        each.share(),
                        vault.sealIfGiven(client(), plan, MODALITY_RATIONALE, each.rationale())))
                .toList();
    }

    private ClientId client() {
        return requireNonNull(clientId);
    }
}
