package org.anamnesis.events.rules;

import java.time.Instant;
import java.util.UUID;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionAgreed;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionEnded;
import org.anamnesis.events.workforce.SupervisionId;
import org.anamnesis.events.workforce.TherapistId;
import org.jspecify.annotations.Nullable;

/**
 * An agreement by which one therapist supervises another.
 *
 * @param endedAt from when on it no longer holds; none while it runs
 * @param evidence the event that says so
 */
public record Supervision(
        SupervisionId supervisionId,
        TherapistId supervisorId,
        TherapistId superviseeId,
        Instant agreedAt,
        @Nullable Instant endedAt,
        UUID evidence) {

    public static Supervision of(SupervisionAgreed event, UUID eventId) {
        return new Supervision(
                event.supervisionId(),
                event.supervisorId(),
                event.superviseeId(),
                event.occurred().at(),
                null,
                eventId);
    }

    public Supervision after(SupervisionEnded event) {
        return new Supervision(
                supervisionId,
                supervisorId,
                superviseeId,
                agreedAt,
                event.occurred().at(),
                evidence);
    }

    boolean covers(Instant at) {
        return !agreedAt.isAfter(at) && (endedAt == null || endedAt.isAfter(at));
    }
}
