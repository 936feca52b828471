package org.anamnesis.query.worklist;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionEvent.ClientArrived;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionQuestioned;
import org.anamnesis.events.privacy.BreakGlassEvent;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassInvoked;
import org.anamnesis.query.support.Fold;
import org.axonframework.config.ProcessingGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps the work list: one row per session in question, until it is moved, given back or held all the same, and one per
 * emergency, until somebody has looked into it.
 */
@Component
@ProcessingGroup(WorklistFold.VIEW)
final class WorklistFold implements Fold<UUID, WorkItem> {

    static final String VIEW = "worklist-2";

    @Override
    public Collection<UUID> keys(Recorded<?> recorded) {
        return switch (recorded.event()) {
            case SessionBooked event -> List.of();
            case SessionEvent event -> List.of(event.sessionId().value());
            case BreakGlassEvent event -> List.of(event.breakGlassId().value());
            default -> List.of();
        };
    }

    @Override
    public @Nullable WorkItem fold(@Nullable WorkItem row, Recorded<?> recorded) {
        return switch (recorded.event()) {
            case SessionQuestioned event ->
                event.appointment().slot().start().isAfter(event.occurred().at())
                        ? WorkItem.of(event, recorded.clinic())
                        : row;
            case BreakGlassInvoked event -> WorkItem.of(event, recorded);
            case ClientArrived arrived -> row;
            default -> null;
        };
    }

    @Override
    public Class<WorkItem> row() {
        return WorkItem.class;
    }
}
