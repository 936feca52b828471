package org.anamnesis.query.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.care.AdjustmentReason;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.GoalReview;
import org.anamnesis.events.care.PlanId;
import org.anamnesis.events.care.ReviewDecision;
import org.jspecify.annotations.Nullable;

/**
 * A plan and what became of it, whatever stretch is asked for. Texts are not told here.
 *
 * @param inForceSince when the second of the two signatures was given that brought it into force
 * @param versions what each version changed; the first one is what it began with
 */
record PlanFigures(
        PlanId planId,
        EpisodeId episodeId,
        @Nullable Instant inForceSince,
        @Nullable Instant completedAt,
        List<VersionTold> versions,
        List<ReviewTold> reviews) {

    /**
     * A version of a plan.
     *
     * @param since when it was begun, for the first one; when it was adjusted, for the others
     * @param reason why the plan was adjusted; none for the first version
     * @param evidence ids of what the adjustment rests on
     * @param events what made this version, its signatures, and the plan's completion under it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionTold(
            int planVersion,
            Instant since,
            @Nullable AdjustmentReason reason,
            List<ChangeTold> changes,
            List<UUID> evidence,
            List<UUID> events) {}

    /**
     * What a review found.
     *
     * @param planVersion the version that was reviewed
     * @param goals how far each was reached, and ids of what that rests on
     */
    record ReviewTold(
            int planVersion, Instant reviewedAt, List<GoalReview> goals, ReviewDecision decision, UUID event) {}
}
