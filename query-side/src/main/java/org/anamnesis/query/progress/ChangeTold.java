package org.anamnesis.query.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.anamnesis.events.Code;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.GoalId;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.ModalityShare;
import org.anamnesis.events.care.NeedId;
import org.anamnesis.events.care.PlanChange;
import org.jspecify.annotations.Nullable;

/** One change of a plan. What people wrote about it is not told here. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChangeTold.NeedJoined.class, name = "ADD_NEED"),
    @JsonSubTypes.Type(value = ChangeTold.GoalJoined.class, name = "ADD_GOAL"),
    @JsonSubTypes.Type(value = ChangeTold.GoalEnded.class, name = "END_GOAL"),
    @JsonSubTypes.Type(value = ChangeTold.MixChanged.class, name = "SET_MODALITIES"),
    @JsonSubTypes.Type(value = ChangeTold.RhythmChanged.class, name = "SET_CADENCE"),
    @JsonSubTypes.Type(value = ChangeTold.LongerSessions.class, name = "APPROVE_EXTENDED_SESSION")
})
sealed interface ChangeTold {

    /** A need was assessed; only in a first version. */
    record NeedJoined(NeedId needId, Code domain) implements ChangeTold {}

    /** A goal joined the plan. */
    record GoalJoined(GoalId goalId, List<NeedId> needIds) implements ChangeTold {}

    /** A goal is no longer worked on. */
    record GoalEnded(GoalId goalId) implements ChangeTold {}

    /** The mix of modalities became another. */
    record MixChanged(List<ShareTold> from, List<ShareTold> to) implements ChangeTold {}

    /** The rhythm of sessions became another. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RhythmChanged(@Nullable Cadence from, Cadence to) implements ChangeTold {}

    /** Sessions may last up to so many minutes, for a technique that needs it. */
    record LongerSessions(int minutes, Code technique) implements ChangeTold {}

    /**
     * How much of the work a modality is meant to have.
     *
     * @param percent 0 to 100; none while it is not agreed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShareTold(Modality modality, @Nullable Integer percent) {}

    static ChangeTold of(PlanChange change) {
        return switch (change) {
            case PlanChange.GoalAddition added -> goal(added.goal());
            case PlanChange.GoalEnding ended -> new GoalEnded(ended.goalId());
            case PlanChange.NewModalities chosen -> mix(chosen.from(), chosen.to());
            case PlanChange.NewCadence set -> new RhythmChanged(set.from(), set.to());
            case PlanChange.ExtendedSession approved -> new LongerSessions(approved.minutes(), approved.technique());
        };
    }

    static ChangeTold goal(Goal goal) {
        return new GoalJoined(goal.goalId(), goal.needIds());
    }

    static ChangeTold mix(List<ModalityShare> from, List<ModalityShare> to) {
        return new MixChanged(shares(from), shares(to));
    }

    private static List<ShareTold> shares(List<ModalityShare> shares) {
        return shares.stream()
                .map(each -> new ShareTold(each.modality(), each.share()))
                .toList();
    }
}
