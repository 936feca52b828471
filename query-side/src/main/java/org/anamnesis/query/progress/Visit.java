package org.anamnesis.query.progress;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.CancelledBy;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionAborted;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionOverran;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * One session as it came out.
 *
 * @param appointment as it was last promised
 * @param promised the booking, or the last rescheduling: what therapist, place and booked start come from
 * @param outcome how it ended; none while it is to come or under way
 * @param overrun that it lasted longer than it may
 */
record Visit(
        SessionId sessionId,
        EpisodeId episodeId,
        Appointment appointment,
        Recorded<?> promised,
        @Nullable Recorded<?> outcome,
        @Nullable Recorded<?> overrun) {

    /** All sessions of a client's history, in the order in which they were booked. */
    static List<Visit> in(List<? extends Recorded<?>> history) {
        Map<SessionId, Visit> visits = new LinkedHashMap<>();
        for (var recorded : history) {
            if (recorded.event() instanceof SessionBooked booked) {
                visits.put(
                        booked.sessionId(),
                        new Visit(booked.sessionId(), booked.episodeId(), booked.appointment(), recorded, null, null));
            } else if (recorded.event() instanceof SessionEvent event) {
                visits.computeIfPresent(event.sessionId(), (id, visit) -> visit.after(recorded));
            }
        }
        return List.copyOf(visits.values());
    }

    private Visit after(Recorded<?> recorded) {
        return switch (recorded.event()) {
            case SessionRescheduled moved -> new Visit(sessionId, episodeId, moved.to(), recorded, outcome, overrun);
            case SessionCompleted completed -> endedBy(recorded);
            case SessionAborted aborted -> endedBy(recorded);
            case SessionCancelled cancelled -> endedBy(recorded);
            case NoShowMarked missed -> endedBy(recorded);
            case SessionOverran overran -> new Visit(sessionId, episodeId, appointment, promised, outcome, recorded);
            default -> this;
        };
    }

    private Visit endedBy(Recorded<?> how) {
        return new Visit(sessionId, episodeId, appointment, promised, how, overrun);
    }

    /** When it was booked to begin. */
    Instant start() {
        return appointment.slot().start();
    }

    boolean attended() {
        return is(SessionCompleted.class) && !heldWithoutTheClient();
    }

    boolean missed() {
        return is(NoShowMarked.class) || (is(SessionCompleted.class) && heldWithoutTheClient());
    }

    boolean aborted() {
        return is(SessionAborted.class);
    }

    boolean cancelledLateByTheClient() {
        return is(SessionCancelled.class)
                && cancelled().by() == CancelledBy.CLIENT
                && cancelled().flags().stream().anyMatch(flag -> flag.code().equals("LATE_CANCELLATION"));
    }

    /** How it was held; only for one that was. */
    SessionCompleted held() {
        return (SessionCompleted) ended().event();
    }

    /** The event that ended it; only for one that has ended. */
    Recorded<?> ended() {
        if (outcome == null) {
            throw new IllegalStateException("the session has not ended");
        }
        return outcome;
    }

    /** The day on which it was held, where it was held. */
    LocalDate day() {
        return held().startedAt().atZone(held().occurred().zone()).toLocalDate();
    }

    static Comparator<Visit> byBeginning() {
        return Comparator.comparing((Visit visit) -> visit.held().startedAt())
                .thenComparingLong(visit -> visit.ended().position());
    }

    private boolean is(Class<? extends SessionEvent> how) {
        return outcome != null && how.isInstance(outcome.event());
    }

    private boolean heldWithoutTheClient() {
        return held().attendance().stream()
                .anyMatch(each -> each.participant().equals(held().clientId().value()) && !each.attended());
    }

    private SessionCancelled cancelled() {
        return (SessionCancelled) ended().event();
    }
}
