package org.anamnesis.query.worklist;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.anamnesis.events.care.SessionEvent.SessionQuestioned;

/** A session to come that something stands against: it is to be reassigned or cancelled. */
@Embeddable
record WorkItem(
        @Column(insertable = false, updatable = false) UUID sessionId,
        UUID clinic,
        UUID clientId,
        UUID therapistId,
        UUID placeId,
        Instant starts,
        Instant ends,
        String cause,
        UUID causedBy,
        Instant raisedAt) {

    static WorkItem of(SessionQuestioned event, UUID clinic) {
        var appointment = event.appointment();
        return new WorkItem(
                event.sessionId().value(),
                clinic,
                event.clientId().value(),
                appointment.therapistId().value(),
                appointment.placeId().value(),
                appointment.slot().start(),
                appointment.slot().end(),
                event.cause(),
                event.causedBy(),
                event.occurred().at());
    }
}
