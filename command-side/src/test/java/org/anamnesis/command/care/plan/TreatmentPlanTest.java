package org.anamnesis.command.care.plan;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.EXTENSION_REASON;
import static org.anamnesis.events.Label.GOAL_MEASURE;
import static org.anamnesis.events.Label.GOAL_TARGET;
import static org.anamnesis.events.Label.GOAL_WORDS;
import static org.anamnesis.events.Label.MODALITY_RATIONALE;
import static org.anamnesis.events.Label.NEED_TEXT;
import static org.anamnesis.events.Label.REVIEW_CLIENT_VIEW;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.EPISODE;
import static org.anamnesis.fixtures.SampleClinic.GARDEN_ROOM;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.GOAL;
import static org.anamnesis.fixtures.SampleClinic.NEED;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.PLAN;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
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
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.Code;
import org.anamnesis.events.Ground;
import org.anamnesis.events.care.AdjustmentReason;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.GoalId;
import org.anamnesis.events.care.GoalReview;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.ModalityShare;
import org.anamnesis.events.care.NeedId;
import org.anamnesis.events.care.PlanChange;
import org.anamnesis.events.care.ReferralSource;
import org.anamnesis.events.care.ReviewDecision;
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
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreatmentPlanTest {

    private static final TestFacts FACTS = new TestFacts()
            .given(new EpisodeOpened(
                    EPISODE,
                    ANNA,
                    ServiceType.PSYCHOTHERAPY,
                    ReferralSource.SELF,
                    sealed(ANNA, NEED_TEXT, "alcohol"),
                    DR_WOLF,
                    GARDEN_ROOM,
                    at(NOW),
                    List.of()));

    private static final UUID KNOWN_EVIDENCE = id(500);

    private static final Evidence EVIDENCE = (clinic, client, ids, field) -> ids.stream()
            .filter(id -> !id.equals(KNOWN_EVIDENCE))
            .findFirst()
            .ifPresent(id -> {
                throw Unknown.id(field + "[0]").get();
            });

    private final FixtureConfiguration<TreatmentPlan> plan = new AggregateTestFixture<>(TreatmentPlan.class)
            .registerInjectableResources(by(Role.CLINICIAN), FACTS.episodes, EVIDENCE, GLASS_VAULT);

    private static final PlanDrafted DRAFTED = new PlanDrafted(PLAN, ANNA, EPISODE, at(NOW), List.of());
    private static final NeedAdded NEEDED = new NeedAdded(
            PLAN, ANNA, NEED, new Code("SUBSTANCE_USE"), sealed(ANNA, NEED_TEXT, "drinks daily"), at(NOW), List.of());
    private static final Goal MORNINGS =
            new Goal(GOAL, sealed(ANNA, GOAL_WORDS, "I want my mornings back"), List.of(NEED), null, null, null, false);
    private static final GoalAdded AGREED = new GoalAdded(PLAN, ANNA, MORNINGS, at(NOW), List.of());
    private static final List<ModalityShare> MIX = List.of(
            new ModalityShare(Modality.MOTIVATIONAL, 60, null), new ModalityShare(Modality.COGNITIVE, 40, null));
    private static final ModalitiesChosen CHOSEN = new ModalitiesChosen(PLAN, ANNA, List.of(), MIX, at(NOW), List.of());
    private static final PlanProposed PROPOSED = new PlanProposed(PLAN, ANNA, List.of(), at(NOW), List.of());
    private static final PlanSignedByClient SIGNED_BY_CLIENT =
            new PlanSignedByClient(PLAN, ANNA, 1, new Code("ELECTRONIC"), at(NOW), List.of());
    private static final PlanSignedByTherapist SIGNED_BY_THERAPIST =
            new PlanSignedByTherapist(PLAN, ANNA, 1, new Code("ELECTRONIC"), at(NOW), List.of());
    private static final Object[] IN_FORCE = {
        DRAFTED, NEEDED, AGREED, CHOSEN, PROPOSED, SIGNED_BY_CLIENT, SIGNED_BY_THERAPIST
    };

    @Test
    void a_plan_is_begun_for_an_open_episode() {
        plan.givenNoPriorActivity().when(new DraftPlan(PLAN, EPISODE, null)).expectEvents(DRAFTED);
    }

    @Test
    void a_need_is_assessed() {
        plan.given(DRAFTED)
                .when(new AddNeed(PLAN, NEED, new Code("SUBSTANCE_USE"), secret("drinks daily"), null))
                .expectEvents(NEEDED);
    }

    @Test
    void a_goal_is_measurable_when_measure_target_and_day_are_named() {
        plan.given(DRAFTED, NEEDED)
                .when(new AddGoal(
                        PLAN,
                        GOAL,
                        secret("no drink"),
                        List.of(NEED),
                        secret("days"),
                        secret("30"),
                        LocalDate.of(2027, 1, 1),
                        null))
                .expectEvents(new GoalAdded(
                        PLAN,
                        ANNA,
                        new Goal(
                                GOAL,
                                sealed(ANNA, GOAL_WORDS, "no drink"),
                                List.of(NEED),
                                sealed(ANNA, GOAL_MEASURE, "days"),
                                sealed(ANNA, GOAL_TARGET, "30"),
                                LocalDate.of(2027, 1, 1),
                                true),
                        at(NOW),
                        List.of()));
    }

    @Test
    void a_goal_answers_needs_that_were_assessed() {
        plan.given(DRAFTED, NEEDED)
                .when(new AddGoal(PLAN, GOAL, secret("x"), List.of(NEED, new NeedId(id(999))), null, null, null, null))
                .expectException(Unknown.class)
                .expectExceptionMessage("needIds[1]");
    }

    @Test
    void modalities_and_rhythm_replace_what_was_chosen_before() {
        plan.given(DRAFTED, CHOSEN)
                .when(new ChooseModalities(
                        PLAN, List.of(new ModalityAsked(Modality.COGNITIVE, 100, secret("sleeps badly"))), null))
                .expectEvents(new ModalitiesChosen(
                        PLAN,
                        ANNA,
                        MIX,
                        List.of(new ModalityShare(
                                Modality.COGNITIVE, 100, sealed(ANNA, MODALITY_RATIONALE, "sleeps badly"))),
                        at(NOW),
                        List.of()));

        var weekly = new Cadence(1, Cadence.Unit.WEEKS, DayOfWeek.MONDAY, LocalTime.of(10, 0), BERLIN);
        plan.given(DRAFTED)
                .when(new SetCadence(PLAN, 1, Cadence.Unit.WEEKS, DayOfWeek.MONDAY, LocalTime.of(10, 0), BERLIN, null))
                .expectEvents(new CadenceSet(PLAN, ANNA, null, weekly, at(NOW), List.of()));
    }

    @Test
    void a_modality_stands_in_a_plan_once() {
        var twice = new ModalityAsked(Modality.COGNITIVE, 50, null);

        assertThatThrownBy(() -> new ChooseModalities(PLAN, List.of(twice, twice), null))
                .hasMessage("each modality stands in a plan once");
    }

    @Test
    void a_plan_is_proposed_with_a_goal_and_whole_shares_and_says_so() {
        plan.given(DRAFTED, NEEDED, AGREED, CHOSEN)
                .when(new ProposePlan(PLAN, null))
                .expectEvents(new PlanProposed(
                        PLAN,
                        ANNA,
                        List.of(
                                new Ground("GOALS", "1 goals in the client's words", "house@1", List.of()),
                                new Ground("MODALITIES", "shares of 2 modalities sum to 100", "house@1", List.of())),
                        at(NOW),
                        List.of()));
    }

    @Test
    void all_that_a_proposal_lacks_is_named_at_once() {
        plan.given(DRAFTED)
                .when(new ProposePlan(PLAN, null))
                .expectNoEvents()
                .expectExceptionMessage("UNMET_PRECONDITION, UNMET_PRECONDITION");
    }

    @Test
    void both_sign_once_and_what_is_signed_is_no_longer_edited() {
        plan.given(DRAFTED, NEEDED, AGREED, CHOSEN, PROPOSED)
                .when(new SignPlan(PLAN, Signatory.CLIENT, new Code("ELECTRONIC"), null))
                .expectEvents(SIGNED_BY_CLIENT);
        plan.given(DRAFTED, NEEDED, AGREED, CHOSEN, PROPOSED, SIGNED_BY_CLIENT)
                .when(new SignPlan(PLAN, Signatory.CLIENT, new Code("ELECTRONIC"), null))
                .expectExceptionMessage("ILLEGAL_STATE");
        plan.given(IN_FORCE)
                .when(new AddNeed(PLAN, new NeedId(id(700)), new Code("FAMILY"), secret("x"), null))
                .expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void a_plan_in_force_is_adjusted_with_its_reason_and_evidence() {
        var other = new GoalId(id(720));
        var fortnightly = new Cadence(2, Cadence.Unit.WEEKS, DayOfWeek.FRIDAY, LocalTime.of(9, 0), BERLIN);

        plan.given(IN_FORCE)
                .when(new AdjustPlan(
                        PLAN,
                        List.of(
                                new AddsGoal(other, secret("sleep"), List.of(NEED), null, null, null),
                                new EndsGoal(GOAL),
                                new SetsModalities(List.of(new ModalityAsked(Modality.COGNITIVE, 100, null))),
                                new SetsCadence(2, Cadence.Unit.WEEKS, DayOfWeek.FRIDAY, LocalTime.of(9, 0), BERLIN),
                                new ApprovesExtendedSession(90, new Code("EXPOSURE"), secret("needs time"))),
                        AdjustmentReason.MEASURE,
                        List.of(KNOWN_EVIDENCE),
                        null))
                .expectEvents(new PlanAdjusted(
                        PLAN,
                        ANNA,
                        EPISODE,
                        2,
                        List.of(
                                new PlanChange.GoalAddition(new Goal(
                                        other,
                                        sealed(ANNA, GOAL_WORDS, "sleep"),
                                        List.of(NEED),
                                        null,
                                        null,
                                        null,
                                        false)),
                                new PlanChange.GoalEnding(GOAL),
                                new PlanChange.NewModalities(
                                        MIX, List.of(new ModalityShare(Modality.COGNITIVE, 100, null))),
                                new PlanChange.NewCadence(null, fortnightly),
                                new PlanChange.ExtendedSession(
                                        90, new Code("EXPOSURE"), sealed(ANNA, EXTENSION_REASON, "needs time"))),
                        AdjustmentReason.MEASURE,
                        List.of(KNOWN_EVIDENCE),
                        at(NOW),
                        List.of()));
    }

    @Test
    void after_an_adjustment_both_signatures_are_due_again() {
        var adjusted = new PlanAdjusted(
                PLAN, ANNA, EPISODE, 2, List.of(), AdjustmentReason.REVIEW, List.of(), at(NOW), List.of());
        var history = new java.util.ArrayList<Object>(List.of(IN_FORCE));
        history.add(adjusted);

        plan.given(history)
                .when(new SignPlan(PLAN, Signatory.CLIENT, new Code("VERBAL"), null))
                .expectEvents(new PlanSignedByClient(PLAN, ANNA, 2, new Code("VERBAL"), at(NOW), List.of()));
    }

    @Test
    void what_an_adjustment_cannot_be_is_refused_for_all_reasons() {
        plan.given(IN_FORCE)
                .when(new AdjustPlan(
                        PLAN,
                        List.of(
                                new EndsGoal(GOAL),
                                new SetsModalities(List.of(new ModalityAsked(Modality.COGNITIVE, 70, null)))),
                        AdjustmentReason.REVIEW,
                        null,
                        null))
                .expectNoEvents()
                .expectExceptionMessage("UNMET_PRECONDITION, UNMET_PRECONDITION");
        plan.given(DRAFTED, NEEDED, AGREED)
                .when(new AdjustPlan(PLAN, List.of(new EndsGoal(GOAL)), AdjustmentReason.REVIEW, null, null))
                .expectExceptionMessage("ILLEGAL_STATE, UNMET_PRECONDITION");
    }

    @Test
    void evidence_and_goals_that_nobody_knows_are_named() {
        plan.given(IN_FORCE)
                .when(new AdjustPlan(
                        PLAN, List.of(new EndsGoal(GOAL)), AdjustmentReason.REVIEW, List.of(id(501)), null))
                .expectExceptionMessage("evidence[0]");
        plan.given(IN_FORCE)
                .when(new AdjustPlan(
                        PLAN, List.of(new EndsGoal(new GoalId(id(502)))), AdjustmentReason.REVIEW, null, null))
                .expectExceptionMessage("changes[0].goalId");
    }

    @Test
    void a_review_says_how_far_each_goal_is_reached_and_how_it_goes_on() {
        plan.given(IN_FORCE)
                .when(new ReviewPlan(
                        PLAN,
                        List.of(new GoalFound(GOAL, GoalReview.Progress.PROGRESS, List.of(KNOWN_EVIDENCE))),
                        ReviewDecision.CONTINUE,
                        secret("it helps"),
                        null))
                .expectEvents(new PlanReviewed(
                        PLAN,
                        ANNA,
                        1,
                        List.of(new GoalReview(GOAL, GoalReview.Progress.PROGRESS, List.of(KNOWN_EVIDENCE))),
                        ReviewDecision.CONTINUE,
                        sealed(ANNA, REVIEW_CLIENT_VIEW, "it helps"),
                        at(NOW),
                        List.of()));
    }

    @Test
    void only_goals_of_the_plan_are_reviewed_and_only_while_it_is_in_force() {
        plan.given(IN_FORCE)
                .when(review(new GoalId(id(999)), null))
                .expectException(Unknown.class)
                .expectExceptionMessage("goals[0].goalId");
        plan.given(IN_FORCE)
                .when(review(GOAL, List.of(id(501))))
                .expectException(Unknown.class)
                .expectExceptionMessage("goals[0].evidence[0]");
        plan.given(DRAFTED, NEEDED, AGREED).when(review(GOAL, null)).expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void a_completed_plan_stays_as_it_is() {
        var completed = new PlanCompleted(PLAN, ANNA, 1, at(NOW), List.of());

        plan.given(IN_FORCE).when(new CompletePlan(PLAN, null)).expectEvents(completed);
        plan.given(IN_FORCE)
                .andGiven(completed)
                .when(new SignPlan(PLAN, Signatory.CLIENT, new Code("ELECTRONIC"), null))
                .expectExceptionMessage("ILLEGAL_STATE");
        plan.given(IN_FORCE).andGiven(completed).when(review(GOAL, null)).expectExceptionMessage("ILLEGAL_STATE");
    }

    private static ReviewPlan review(GoalId goal, @Nullable List<UUID> evidence) {
        return new ReviewPlan(
                PLAN, List.of(new GoalFound(goal, GoalReview.Progress.MET, evidence)), ReviewDecision.END, null, null);
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(TreatmentPlanCommand.class, TreatmentPlan.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(TreatmentPlanEvent.class, TreatmentPlan.class, TreatmentPlan.CHANGES_NOTHING))
                .isEmpty();
    }
}
