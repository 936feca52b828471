package org.anamnesis.events.care;

import java.time.LocalDate;
import java.util.List;
import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * What the client wants to reach, in the client's own words.
 *
 * @param needIds the assessed needs it answers
 * @param measurable whether a measure, a target and a day are named
 */
public record Goal(
        GoalId goalId,
        Sealed clientWords,
        List<NeedId> needIds,
        @Nullable Sealed measure,
        @Nullable Sealed target,
        @Nullable LocalDate by,
        boolean measurable) {}
