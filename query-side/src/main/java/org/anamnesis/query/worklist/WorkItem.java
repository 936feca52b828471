package org.anamnesis.query.worklist;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.SessionEvent.SessionQuestioned;
import org.anamnesis.events.privacy.BreakGlassEvent.BreakGlassInvoked;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to see to: a session to come that something stands against, or an emergency to be reviewed.
 *
 * @param thingId the session, or the emergency
 * @param starts when the session is to begin, or the emergency began
 */
@Embeddable
record WorkItem(
        @Column(insertable = false, updatable = false) UUID thingId,
        @Enumerated(EnumType.STRING) Kind kind,
        UUID clinic,
        UUID clientId,
        @Nullable UUID therapistId,
        @Nullable UUID placeId,
        Instant starts,
        Instant ends,
        String cause,
        UUID causedBy,
        Instant raisedAt) {

    /** What is to be done. */
    enum Kind {
        /** It is to be reassigned or cancelled. */
        SESSION_IN_QUESTION,
        /** A privacy officer is to look into it. */
        BREAK_GLASS_REVIEW
    }

    static WorkItem of(SessionQuestioned event, UUID clinic) {
        var appointment = event.appointment();
        return new WorkItem(
                event.sessionId().value(),
                Kind.SESSION_IN_QUESTION,
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

    static WorkItem of(BreakGlassInvoked event, Recorded<?> recorded) {
        return new WorkItem(
                event.breakGlassId().value(),
                Kind.BREAK_GLASS_REVIEW,
                recorded.clinic(),
                event.clientId().value(),
                null,
                null,
                event.occurred().at(),
                event.until(),
                recorded.type(),
                recorded.eventId(),
                event.occurred().at());
    }
}
