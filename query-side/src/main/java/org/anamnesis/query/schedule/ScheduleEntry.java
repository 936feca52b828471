package org.anamnesis.query.schedule;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionFormat;

/** A session as it stands in the schedule. */
@Embeddable
record ScheduleEntry(
        @Column(insertable = false, updatable = false) UUID sessionId,
        UUID clinic,
        UUID clientId,
        UUID therapistId,
        UUID placeId,
        Instant starts,
        Instant ends,
        @Enumerated(EnumType.STRING) SessionFormat format,
        @Enumerated(EnumType.STRING) Status status) {

    enum Status {
        BOOKED,
        ARRIVED,
        IN_PROGRESS,
        COMPLETED,
        ABORTED,
        CANCELLED,
        NO_SHOW
    }

    static ScheduleEntry of(SessionBooked booked, UUID clinic) {
        var appointment = booked.appointment();
        return new ScheduleEntry(
                booked.sessionId().value(),
                clinic,
                booked.clientId().value(),
                appointment.therapistId().value(),
                appointment.placeId().value(),
                appointment.slot().start(),
                appointment.slot().end(),
                booked.format(),
                Status.BOOKED);
    }

    ScheduleEntry movedTo(Appointment appointment) {
        return new ScheduleEntry(
                sessionId,
                clinic,
                clientId,
                appointment.therapistId().value(),
                appointment.placeId().value(),
                appointment.slot().start(),
                appointment.slot().end(),
                format,
                status);
    }

    ScheduleEntry with(Status now) {
        return new ScheduleEntry(sessionId, clinic, clientId, therapistId, placeId, starts, ends, format, now);
    }
}
