package org.anamnesis.query.schedule;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionEvent.ClientArrived;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionAborted;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionOverran;
import org.anamnesis.events.care.SessionEvent.SessionQuestioned;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.query.schedule.ScheduleEntry.Status;
import org.anamnesis.query.support.Fold;
import org.axonframework.config.ProcessingGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the schedule: one row per session. */
@Component
@ProcessingGroup(ScheduleFold.VIEW)
final class ScheduleFold implements Fold<UUID, ScheduleEntry> {

    static final String VIEW = "schedule-1";

    @Override
    public Collection<UUID> keys(Recorded<?> recorded) {
        return recorded.event() instanceof SessionEvent event
                ? List.of(event.sessionId().value())
                : List.of();
    }

    @Override
    public @Nullable ScheduleEntry fold(@Nullable ScheduleEntry row, Recorded<?> recorded) {
        var event = (SessionEvent) recorded.event();
        if (event instanceof SessionBooked booked) {
            return ScheduleEntry.of(booked, recorded.clinic());
        }
        var entry = requireNonNull(row);
        return switch (event) {
            case SessionBooked booked -> entry;
            case SessionRescheduled moved -> entry.movedTo(moved.to());
            case SessionCancelled cancelled -> entry.with(Status.CANCELLED);
            case ClientArrived arrived -> entry.with(Status.ARRIVED);
            case SessionStarted started -> entry.with(Status.IN_PROGRESS);
            case SessionCompleted completed -> entry.with(Status.COMPLETED);
            case SessionOverran overran -> entry;
            case NoShowMarked missed -> entry.with(Status.NO_SHOW);
            case SessionAborted aborted -> entry.with(Status.ABORTED);
            case SessionQuestioned questioned -> entry;
        };
    }

    @Override
    public Class<ScheduleEntry> row() {
        return ScheduleEntry.class;
    }
}
