package org.anamnesis.events.care;

import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Code;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.intake.ClientId;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a treatment plan. */
public sealed interface TreatmentPlanEvent extends AboutClient, Clinical {

    PlanId planId();

    /** A plan was begun. */
    record PlanDrafted(PlanId planId, ClientId clientId, EpisodeId episodeId, Occurred occurred, List<Flag> flags)
            implements TreatmentPlanEvent {}

    /** Something the client needs was assessed. */
    record NeedAdded(
            PlanId planId,
            ClientId clientId,
            NeedId needId,
            Code domain,
            Sealed text,
            Occurred occurred,
            List<Flag> flags)
            implements TreatmentPlanEvent {}

    /** The client said what is to be reached. */
    record GoalAdded(PlanId planId, ClientId clientId, Goal goal, Occurred occurred, List<Flag> flags)
            implements TreatmentPlanEvent {}

    /** The mix of modalities was chosen. */
    record ModalitiesChosen(
            PlanId planId,
            ClientId clientId,
            List<ModalityShare> from,
            List<ModalityShare> to,
            Occurred occurred,
            List<Flag> flags)
            implements TreatmentPlanEvent {}

    /** The rhythm of sessions was chosen. */
    record CadenceSet(
            PlanId planId, ClientId clientId, @Nullable Cadence from, Cadence to, Occurred occurred, List<Flag> flags)
            implements TreatmentPlanEvent {}

    /** The plan was put before client and therapist to sign. */
    record PlanProposed(PlanId planId, ClientId clientId, List<Ground> grounds, Occurred occurred, List<Flag> flags)
            implements TreatmentPlanEvent, Grounded {}

    /** The client signed. Once both have signed, the plan is in force. */
    record PlanSignedByClient(
            PlanId planId, ClientId clientId, int planVersion, Code method, Occurred occurred, List<Flag> flags)
            implements TreatmentPlanEvent {}

    /** The therapist signed. Once both have signed, the plan is in force. */
    record PlanSignedByTherapist(
            PlanId planId, ClientId clientId, int planVersion, Code method, Occurred occurred, List<Flag> flags)
            implements TreatmentPlanEvent {}

    /**
     * A plan in force was changed. It holds at once, and both signatures are due again.
     *
     * @param planVersion the version that the change made; the plan first signed is 1
     * @param evidence ids of what the change rests on
     */
    record PlanAdjusted(
            PlanId planId,
            ClientId clientId,
            EpisodeId episodeId,
            int planVersion,
            List<PlanChange> changes,
            AdjustmentReason reason,
            List<UUID> evidence,
            Occurred occurred,
            List<Flag> flags)
            implements TreatmentPlanEvent {}

    /**
     * Client and therapist looked at how far the goals are reached.
     *
     * @param planVersion the version that was reviewed
     * @param clientView what the client said about it
     */
    record PlanReviewed(
            PlanId planId,
            ClientId clientId,
            int planVersion,
            List<GoalReview> goals,
            ReviewDecision decision,
            @Nullable Sealed clientView,
            Occurred occurred,
            List<Flag> flags)
            implements TreatmentPlanEvent {}

    /** The plan has served its purpose. */
    record PlanCompleted(PlanId planId, ClientId clientId, int planVersion, Occurred occurred, List<Flag> flags)
            implements TreatmentPlanEvent {}
}
