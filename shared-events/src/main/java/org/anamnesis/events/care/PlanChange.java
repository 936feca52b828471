package org.anamnesis.events.care;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.anamnesis.events.Code;
import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/** One change among those that an adjustment of a plan makes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlanChange.GoalAddition.class, name = "ADD_GOAL"),
    @JsonSubTypes.Type(value = PlanChange.GoalEnding.class, name = "END_GOAL"),
    @JsonSubTypes.Type(value = PlanChange.NewModalities.class, name = "SET_MODALITIES"),
    @JsonSubTypes.Type(value = PlanChange.NewCadence.class, name = "SET_CADENCE"),
    @JsonSubTypes.Type(value = PlanChange.ExtendedSession.class, name = "APPROVE_EXTENDED_SESSION")
})
public sealed interface PlanChange {

    /** A goal joined the plan. */
    record GoalAddition(Goal goal) implements PlanChange {}

    /** A goal is no longer worked on. */
    record GoalEnding(GoalId goalId) implements PlanChange {}

    /** The mix of modalities became another. */
    record NewModalities(List<ModalityShare> from, List<ModalityShare> to) implements PlanChange {}

    /** The rhythm of sessions became another. */
    record NewCadence(@Nullable Cadence from, Cadence to) implements PlanChange {}

    /**
     * Sessions may be longer than the limit, for a technique that needs it.
     *
     * @param minutes the longest that may be booked
     */
    record ExtendedSession(int minutes, Code technique, Sealed reason) implements PlanChange {}
}
