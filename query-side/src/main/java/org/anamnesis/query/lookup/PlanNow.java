package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.events.Code;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.GoalId;
import org.anamnesis.events.care.GoalReview;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.ModalityShare;
import org.anamnesis.events.care.NeedId;
import org.anamnesis.events.care.PlanChange;
import org.anamnesis.events.care.PlanId;
import org.anamnesis.events.care.ReviewDecision;
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
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A treatment plan.
 *
 * @param planVersion 1 until it is adjusted for the first time
 * @param signaturesDue whose signature under this version is still missing
 * @param longestSession minutes, where the plan approves more than the rules allow
 * @param lastReview what the last review found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanNow(
        PlanId planId,
        ClientId clientId,
        EpisodeId episodeId,
        State state,
        int planVersion,
        List<String> signaturesDue,
        List<NeedNow> needs,
        List<GoalNow> goals,
        List<ShareNow> modalities,
        @Nullable Cadence cadence,
        @Nullable Integer longestSession,
        @Nullable ReviewNow lastReview) {

    enum State {
        DRAFT,
        PROPOSED,
        IN_FORCE,
        COMPLETED
    }

    /** A need as it was assessed. */
    record NeedNow(NeedId needId, Code domain, @Nullable String text) {}

    /** A goal that is worked on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GoalNow(
            GoalId goalId,
            @Nullable String clientWords,
            List<NeedId> needIds,
            @Nullable String measure,
            @Nullable String target,
            @Nullable LocalDate by) {

        static GoalNow of(Goal goal, Eyes eyes) {
            return new GoalNow(
                    goal.goalId(),
                    eyes.read(goal.clientWords()),
                    goal.needIds(),
                    eyes.read(goal.measure()),
                    eyes.read(goal.target()),
                    goal.by());
        }
    }

    /** A modality, with its share of the work in percent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShareNow(
            Modality modality,
            @Nullable Integer share,
            @Nullable String rationale) {}

    /** What a review found. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReviewNow(
            Instant reviewedAt,
            List<GoalReview> goals,
            ReviewDecision decision,
            @Nullable String clientView) {}

    private static final String CLIENT = "CLIENT";
    private static final String THERAPIST = "THERAPIST";

    static @Nullable PlanNow fold(@Nullable PlanNow before, Object event, Eyes eyes) {
        if (event instanceof PlanDrafted drafted) {
            return new PlanNow(
                    drafted.planId(),
                    drafted.clientId(),
                    drafted.episodeId(),
                    State.DRAFT,
                    1,
                    List.of(CLIENT, THERAPIST),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    null);
        }
        if (before == null) {
            return null;
        }
        var now = new Changing(before, eyes);
        switch (event) {
            case NeedAdded added -> now.needs.add(new NeedNow(added.needId(), added.domain(), eyes.read(added.text())));
            case GoalAdded added -> now.goals.add(GoalNow.of(added.goal(), eyes));
            case ModalitiesChosen chosen -> now.choose(chosen.to());
            case CadenceSet set -> now.cadence = set.to();
            case PlanProposed proposed -> now.state = State.PROPOSED;
            case PlanSignedByClient signed -> now.sign(CLIENT);
            case PlanSignedByTherapist signed -> now.sign(THERAPIST);
            case PlanAdjusted adjusted -> now.adjust(adjusted);
            case PlanReviewed reviewed ->
                now.review = new ReviewNow(
                        reviewed.occurred().at(),
                        reviewed.goals(),
                        reviewed.decision(),
                        eyes.read(reviewed.clientView()));
            case PlanCompleted completed -> now.complete();
            default -> {}
        }
        return now.done();
    }

    /** The plan while one event changes it. */
    private static final class Changing {

        private final PlanNow before;
        private final Eyes eyes;
        private final List<NeedNow> needs;
        private final List<GoalNow> goals;
        private List<ShareNow> modalities;
        private List<String> due;
        private @Nullable Cadence cadence;
        private @Nullable Integer longest;
        private @Nullable ReviewNow review;
        private State state;
        private int version;

        Changing(PlanNow before, Eyes eyes) {
            this.before = before;
            this.eyes = eyes;
            needs = new ArrayList<>(before.needs);
            goals = new ArrayList<>(before.goals);
            modalities = before.modalities;
            due = before.signaturesDue;
            cadence = before.cadence;
            longest = before.longestSession;
            review = before.lastReview;
            state = before.state;
            version = before.planVersion;
        }

        void choose(List<ModalityShare> chosen) {
            modalities = chosen.stream()
                    .map(each -> new ShareNow(each.modality(), each.share(), eyes.read(each.rationale())))
                    .toList();
        }

        void sign(String who) {
            due = due.stream().filter(each -> !each.equals(who)).toList();
            if (due.isEmpty()) {
                state = State.IN_FORCE;
            }
        }

        void adjust(PlanAdjusted adjusted) {
            version = adjusted.planVersion();
            due = List.of(CLIENT, THERAPIST);
            for (var change : adjusted.changes()) {
                switch (change) {
                    case PlanChange.GoalAddition added -> goals.add(GoalNow.of(added.goal(), eyes));
                    case PlanChange.GoalEnding ended ->
                        goals.removeIf(goal -> goal.goalId().equals(ended.goalId()));
                    case PlanChange.NewModalities chosen -> choose(chosen.to());
                    case PlanChange.NewCadence set -> cadence = set.to();
                    case PlanChange.ExtendedSession approved -> longest = approved.minutes();
                }
            }
        }

        void complete() {
            state = State.COMPLETED;
            due = List.of();
        }

        PlanNow done() {
            return new PlanNow(
                    before.planId,
                    before.clientId,
                    before.episodeId,
                    state,
                    version,
                    due,
                    List.copyOf(needs),
                    List.copyOf(goals),
                    modalities,
                    cadence,
                    longest,
                    review);
        }
    }
}
