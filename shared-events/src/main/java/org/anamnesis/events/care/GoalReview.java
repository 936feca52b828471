package org.anamnesis.events.care;

import java.util.List;
import java.util.UUID;

/**
 * How far a goal was found to be reached.
 *
 * @param evidence ids of what the finding rests on
 */
public record GoalReview(GoalId goalId, Progress progress, List<UUID> evidence) {

    /** How far. */
    public enum Progress {
        MET,
        PROGRESS,
        NO_CHANGE,
        WORSE
    }
}
