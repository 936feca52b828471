package org.anamnesis.query.licensing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionAborted;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.rules.SessionLength.Approval;
import org.jspecify.annotations.Nullable;

/**
 * A session as far as it is known.
 *
 * @param promised the booking, or the last move: which therapist, place and time hold
 * @param began none while it has not
 * @param ended how it came out; none while that is not known
 */
record SessionKnown(
        UUID sessionId,
        SessionBooked booked,
        Recorded<?> booking,
        Recorded<?> promised,
        @Nullable Recorded<?> began,
        @Nullable Recorded<?> ended) {

    /** Reads a session's events; none if it was not booked yet. */
    static @Nullable SessionKnown of(List<Recorded<?>> events) {
        if (events.isEmpty() || !(events.getFirst().event() instanceof SessionBooked booked)) {
            return null;
        }
        var booking = events.getFirst();
        Recorded<?> promised = booking;
        Recorded<?> began = null;
        Recorded<?> ended = null;
        for (var recorded : events) {
            switch (recorded.event()) {
                case SessionRescheduled moved -> promised = recorded;
                case SessionStarted started -> began = recorded;
                case SessionCompleted completed -> ended = recorded;
                case SessionAborted aborted -> ended = recorded;
                case SessionCancelled cancelled -> ended = recorded;
                case NoShowMarked missed -> ended = recorded;
                default -> {}
            }
        }
        return new SessionKnown(booking.aggregateId(), booked, booking, promised, began, ended);
    }

    Appointment appointment() {
        return promised.event() instanceof SessionRescheduled moved ? moved.to() : booked.appointment();
    }

    /** What was decided last before it began: what it rested on and what stood against it is in that event. */
    Recorded<?> decision() {
        return began == null ? promised : began;
    }

    /** Whether it was held, if only in part. */
    boolean hasBegun() {
        return began != null || lasted() != null;
    }

    /** When it really began, else when it was to. */
    Instant start() {
        return began != null && began.event() instanceof SessionStarted started
                ? started.occurred().at()
                : appointment().slot().start();
    }

    /** How long it lasted, in minutes begun; none while it has not ended. */
    @Nullable
    Integer lasted() {
        if (ended == null) {
            return null;
        }
        return switch (ended.event()) {
            case SessionCompleted completed -> completed.minutes();
            case SessionAborted aborted -> aborted.minutes();
            default -> null;
        };
    }

    /** Whether it was recorded that it lasted longer than it may. */
    boolean overran() {
        var lasted = lasted();
        return ended != null && ended.event() instanceof SessionCompleted && lasted != null && lasted > limitMinutes();
    }

    private int limitMinutes() {
        return promised.event() instanceof SessionRescheduled moved ? moved.limitMinutes() : booked.limitMinutes();
    }

    /** The approval of longer sessions that the booking rested on, if it rested on one. */
    Optional<Approval> approval() {
        return promised.event() instanceof Grounded event ? Approval.of(event, limitMinutes()) : Optional.empty();
    }

    List<UUID> evidence() {
        return Stream.of(booking, promised, began, ended)
                .filter(each -> each != null)
                .map(Recorded::eventId)
                .distinct()
                .toList();
    }
}
