package org.anamnesis.query.schedule;

import static org.anamnesis.events.Label.CANCELLATION_REASON;
import static org.anamnesis.events.Label.RESCHEDULING_REASON;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.AS_USUAL;
import static org.anamnesis.fixtures.SampleClinic.CELLAR;
import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.DR_FUCHS;
import static org.anamnesis.fixtures.SampleClinic.EPISODE;
import static org.anamnesis.fixtures.SampleClinic.MONDAY_AT_HALF_PAST_TEN;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.SESSION;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.sealed;

import java.util.List;
import java.util.UUID;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.CancelledBy;
import org.anamnesis.events.care.SessionEvent.ClientArrived;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionOverran;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.query.schedule.ScheduleEntry.Status;
import org.anamnesis.query.support.FoldFixture;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private final FoldFixture<UUID, ScheduleEntry> schedule = new FoldFixture<>(new ScheduleFold());

    private static final SessionBooked BOOKED = new SessionBooked(
            SESSION,
            ANNA,
            EPISODE,
            AS_USUAL,
            SessionFormat.INDIVIDUAL,
            List.of(),
            60,
            false,
            List.of(),
            List.of(),
            at(NOW),
            List.of());
    private static final SessionStarted STARTED =
            new SessionStarted(SESSION, ANNA, null, List.of(), at(NOW), List.of());
    private static final ScheduleEntry ENTRY = ScheduleEntry.of(BOOKED, CLINIC);

    @Test
    void a_booked_session_stands_in_the_schedule() {
        schedule.given(BOOKED).then(ENTRY);
    }

    @Test
    void a_session_is_moved_within_a_batch_and_between_batches() {
        var to = new Appointment(DR_FUCHS, CELLAR, MONDAY_AT_HALF_PAST_TEN);
        var moved = new SessionRescheduled(
                SESSION,
                ANNA,
                AS_USUAL,
                to,
                60,
                sealed(ANNA, RESCHEDULING_REASON, "x"),
                List.of(),
                List.of(),
                at(NOW),
                List.of());
        var back = new SessionRescheduled(
                SESSION,
                ANNA,
                to,
                AS_USUAL,
                60,
                sealed(ANNA, RESCHEDULING_REASON, "x"),
                List.of(),
                List.of(),
                at(NOW),
                List.of());

        schedule.given(BOOKED, moved).then(ENTRY.movedTo(to));
        schedule.given(back).then(ENTRY);
    }

    @Test
    void a_cancelled_session_stays_and_says_so() {
        schedule.given(
                        BOOKED,
                        new SessionCancelled(
                                SESSION,
                                ANNA,
                                CancelledBy.CLIENT,
                                sealed(ANNA, CANCELLATION_REASON, "x"),
                                3,
                                at(NOW),
                                List.of()))
                .then(ENTRY.with(Status.CANCELLED));
    }

    @Test
    void a_session_goes_from_arrival_to_its_end() {
        schedule.given(BOOKED, new ClientArrived(SESSION, ANNA, at(NOW), List.of()))
                .then(ENTRY.with(Status.ARRIVED));
        schedule.given(STARTED).then(ENTRY.with(Status.IN_PROGRESS));
        schedule.given(
                        new SessionCompleted(SESSION, ANNA, NOW, 74, List.of(), List.of(), at(NOW), List.of()),
                        new SessionOverran(SESSION, ANNA, 14, 60, at(NOW), List.of()))
                .then(ENTRY.with(Status.COMPLETED));
    }

    @Test
    void who_did_not_come_is_seen() {
        schedule.given(BOOKED, new NoShowMarked(SESSION, ANNA, ANNA.value(), at(NOW), List.of()))
                .then(ENTRY.with(Status.NO_SHOW));
    }
}
