package org.anamnesis.command.care.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.anamnesis.command.care.plan.TreatmentPlanCommand.ModalityAsked;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.events.Code;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.GoalId;
import org.anamnesis.events.care.NeedId;
import org.jspecify.annotations.Nullable;

/** One change among those that an adjustment asks for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChangeAsked.AddsGoal.class, name = "ADD_GOAL"),
    @JsonSubTypes.Type(value = ChangeAsked.EndsGoal.class, name = "END_GOAL"),
    @JsonSubTypes.Type(value = ChangeAsked.SetsModalities.class, name = "SET_MODALITIES"),
    @JsonSubTypes.Type(value = ChangeAsked.SetsCadence.class, name = "SET_CADENCE"),
    @JsonSubTypes.Type(value = ChangeAsked.ApprovesExtendedSession.class, name = "APPROVE_EXTENDED_SESSION")
})
sealed interface ChangeAsked {

    /** A goal joins the plan. */
    record AddsGoal(
            @MadeIfAbsent GoalId goalId,
            Secret clientWords,
            @NotEmpty List<NeedId> needIds,
            @Nullable Secret measure,
            @Nullable Secret target,
            @Nullable LocalDate by)
            implements ChangeAsked, GoalAsked {}

    /** A goal is no longer worked on. */
    record EndsGoal(GoalId goalId) implements ChangeAsked {}

    /** Another mix of modalities. */
    record SetsModalities(@NotEmpty @Size(max = 20) List<ModalityAsked> modalities) implements ChangeAsked {

        public SetsModalities {
            ModalityAsked.demandEachOnce(modalities);
        }
    }

    /** Another rhythm. */
    record SetsCadence(
            @Min(1) @Max(366) int every,
            Cadence.Unit unit,
            @Nullable DayOfWeek weekday,
            LocalTime time,
            ZoneId zone) implements ChangeAsked, CadenceAsked {}

    /**
     * Sessions may be longer.
     *
     * @param minutes the longest that may be booked from now on
     */
    record ApprovesExtendedSession(@Min(1) @Max(1440) int minutes, Code technique, Secret reason)
            implements ChangeAsked {}
}
