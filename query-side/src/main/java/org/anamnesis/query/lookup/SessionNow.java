package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionEvent.ClientArrived;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionAborted;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A session.
 *
 * @param start when it is booked to begin
 * @param end when it is booked to end
 * @param startedAt when it began
 * @param endedAt when it ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionNow(
        SessionId sessionId,
        ClientId clientId,
        EpisodeId episodeId,
        TherapistId therapistId,
        PlaceId placeId,
        Instant start,
        Instant end,
        SessionFormat format,
        boolean backfill,
        State state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    enum State {
        BOOKED,
        ARRIVED,
        IN_PROGRESS,
        COMPLETED,
        ABORTED,
        CANCELLED,
        NO_SHOW
    }

    static @Nullable SessionNow fold(@Nullable SessionNow before, Object event, Eyes eyes) {
        if (event instanceof SessionBooked booked) {
            return of(booked);
        }
        if (before == null) {
            return null;
        }
        return switch (event) {
            case SessionRescheduled moved -> before.at(moved.to());
            case SessionCancelled cancelled -> before.is(State.CANCELLED, null, null);
            case ClientArrived arrived -> before.is(State.ARRIVED, null, null);
            case SessionStarted started ->
                before.is(State.IN_PROGRESS, started.occurred().at(), null);
            case SessionCompleted completed ->
                before.is(
                        State.COMPLETED,
                        completed.startedAt(),
                        completed.occurred().at());
            case SessionAborted aborted ->
                before.is(State.ABORTED, aborted.startedAt(), aborted.occurred().at());
            case NoShowMarked missed -> before.is(State.NO_SHOW, null, null);
            default -> before;
        };
    }

    private static SessionNow of(SessionBooked booked) {
        var appointment = booked.appointment();
        return new SessionNow(
                booked.sessionId(),
                booked.clientId(),
                booked.episodeId(),
                appointment.therapistId(),
                appointment.placeId(),
                appointment.slot().start(),
                appointment.slot().end(),
                booked.format(),
                booked.backfill(),
                State.BOOKED,
                null,
                null);
    }

    private SessionNow at(Appointment now) {
        return new SessionNow(
                sessionId,
                clientId,
                episodeId,
                now.therapistId(),
                now.placeId(),
                now.slot().start(),
                now.slot().end(),
                format,
                backfill,
                state,
                startedAt,
                endedAt);
    }

    private SessionNow is(State now, @Nullable Instant began, @Nullable Instant ended) {
        return new SessionNow(
                sessionId, clientId, episodeId, therapistId, placeId, start, end, format, backfill, now, began, ended);
    }
}
