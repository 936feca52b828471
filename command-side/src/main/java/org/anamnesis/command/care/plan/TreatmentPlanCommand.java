package org.anamnesis.command.care.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Code;
import org.anamnesis.events.Id;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.AdjustmentReason;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.GoalId;
import org.anamnesis.events.care.GoalReview;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.NeedId;
import org.anamnesis.events.care.PlanId;
import org.anamnesis.events.care.ReviewDecision;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a treatment plan. */
sealed interface TreatmentPlanCommand extends Command {

    PlanId planId();

    @Override
    default PlanId aggregate() {
        return planId();
    }

    @Override
    default Set<Role> permitted() {
        return By.CLINICIANS;
    }

    /** A plan is begun. Records officers may also, for plans of elsewhere that are brought in as drafts. */
    record DraftPlan(
            @MadeIfAbsent @TargetAggregateIdentifier PlanId planId,
            EpisodeId episodeId,
            @Nullable Moment occurredAt) implements TreatmentPlanCommand {

        @Override
        public Regarding regarding() {
            return new Regarding(episodeId, "episodeId");
        }

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_AND_CLINICIANS;
        }
    }

    /**
     * A need was assessed.
     *
     * @param domain which part of life it concerns, e.g. {@code SUBSTANCE_USE}
     */
    record AddNeed(
            @TargetAggregateIdentifier PlanId planId,
            @MadeIfAbsent NeedId needId,
            Code domain,
            Secret text,
            @Nullable Moment occurredAt)
            implements TreatmentPlanCommand {

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_AND_CLINICIANS;
        }

        @Override
        public Id about() {
            return needId;
        }
    }

    /**
     * The client says what is to be reached.
     *
     * @param needIds the needs it answers
     * @param by the day by which it is to be reached
     */
    record AddGoal(
            @TargetAggregateIdentifier PlanId planId,
            @MadeIfAbsent GoalId goalId,
            Secret clientWords,
            @NotEmpty List<NeedId> needIds,
            @Nullable Secret measure,
            @Nullable Secret target,
            @Nullable LocalDate by,
            @Nullable Moment occurredAt)
            implements TreatmentPlanCommand, GoalAsked {

        @Override
        public Id about() {
            return goalId;
        }
    }

    /** Which modalities are to have which part in the work; replaces an earlier choice. */
    record ChooseModalities(
            @TargetAggregateIdentifier PlanId planId,
            @NotEmpty @Size(max = 20) List<ModalityAsked> modalities,
            @Nullable Moment occurredAt)
            implements TreatmentPlanCommand {

        public ChooseModalities {
            ModalityAsked.demandEachOnce(modalities);
        }

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_AND_CLINICIANS;
        }
    }

    /** How regularly sessions are to be; replaces an earlier choice. */
    record SetCadence(
            @TargetAggregateIdentifier PlanId planId,
            @Min(1) @Max(366) int every,
            Cadence.Unit unit,
            @Nullable DayOfWeek weekday,
            LocalTime time,
            ZoneId zone,
            @Nullable Moment occurredAt)
            implements TreatmentPlanCommand, CadenceAsked {}

    /** The plan is put before client and therapist. */
    record ProposePlan(
            @TargetAggregateIdentifier PlanId planId,
            @Nullable Moment occurredAt) implements TreatmentPlanCommand {}

    /**
     * Somebody signs the plan.
     *
     * @param as whose signature it is
     * @param method how it was given, e.g. {@code ELECTRONIC}
     */
    record SignPlan(
            @TargetAggregateIdentifier PlanId planId,
            Signatory as,
            Code method,
            @Nullable Moment occurredAt) implements TreatmentPlanCommand {}

    /**
     * A plan in force is changed.
     *
     * @param evidence ids of what the change rests on
     */
    record AdjustPlan(
            @TargetAggregateIdentifier PlanId planId,
            @NotEmpty @Size(max = 100) List<ChangeAsked> changes,
            AdjustmentReason reason,
            @Nullable @Size(max = 100) List<UUID> evidence,
            @Nullable Moment occurredAt)
            implements TreatmentPlanCommand {

        @Override
        public boolean needsVersion() {
            return true;
        }
    }

    /**
     * Client and therapist look at how far the goals are reached.
     *
     * @param goals what they found of each goal they looked at
     * @param decision how it goes on
     * @param clientView what the client says about it
     */
    record ReviewPlan(
            @TargetAggregateIdentifier PlanId planId,
            @NotEmpty @Size(max = 100) List<@Valid GoalFound> goals,
            ReviewDecision decision,
            @Nullable Secret clientView,
            @Nullable Moment occurredAt)
            implements TreatmentPlanCommand {

        @Override
        public boolean needsVersion() {
            return true;
        }
    }

    /** The plan has served its purpose. */
    record CompletePlan(
            @TargetAggregateIdentifier PlanId planId,
            @Nullable Moment occurredAt) implements TreatmentPlanCommand {}

    /**
     * How far a goal is reached.
     *
     * @param evidence ids of what that rests on
     */
    record GoalFound(
            GoalId goalId,
            GoalReview.Progress progress,
            @Nullable @Size(max = 100) List<UUID> evidence) {}

    /** Whose signature. */
    enum Signatory {
        CLIENT,
        THERAPIST
    }

    /**
     * A modality and its part in the work.
     *
     * @param share percent
     */
    record ModalityAsked(
            Modality modality,
            @Nullable @Min(0) @Max(100) Integer share,
            @Nullable Secret rationale) {

        static void demandEachOnce(List<ModalityAsked> modalities) {
            if (modalities.stream().map(ModalityAsked::modality).distinct().count() < modalities.size()) {
                throw new IllegalArgumentException("each modality stands in a plan once");
            }
        }
    }
}
