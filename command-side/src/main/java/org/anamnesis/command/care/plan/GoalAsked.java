package org.anamnesis.command.care.plan;

import java.time.LocalDate;
import java.util.List;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.GoalId;
import org.anamnesis.events.care.NeedId;
import org.jspecify.annotations.Nullable;

/** A goal as it is told, alone or as part of an adjustment. */
interface GoalAsked {

    GoalId goalId();

    Secret clientWords();

    List<NeedId> needIds();

    @Nullable
    Secret measure();

    @Nullable
    Secret target();

    @Nullable
    LocalDate by();
}
