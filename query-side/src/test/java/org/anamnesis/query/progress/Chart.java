package org.anamnesis.query.progress;

import static org.anamnesis.events.Label.CANCELLATION_REASON;
import static org.anamnesis.events.Label.GOAL_WORDS;
import static org.anamnesis.events.Label.RESCHEDULING_REASON;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.EPISODE;
import static org.anamnesis.fixtures.SampleClinic.GOAL;
import static org.anamnesis.fixtures.SampleClinic.NEED;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.PLAN;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.Code;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.care.AdjustmentReason;
import org.anamnesis.events.care.AgreedLength;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.Attendance;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.CancelledBy;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthAgreed;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthRevised;
import org.anamnesis.events.care.Delivered;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.GoalReview;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.ModalityShare;
import org.anamnesis.events.care.PlanChange;
import org.anamnesis.events.care.Purpose;
import org.anamnesis.events.care.ReviewDecision;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionAborted;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionOverran;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.care.TreatmentPlanEvent.CadenceSet;
import org.anamnesis.events.care.TreatmentPlanEvent.GoalAdded;
import org.anamnesis.events.care.TreatmentPlanEvent.ModalitiesChosen;
import org.anamnesis.events.care.TreatmentPlanEvent.NeedAdded;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanCompleted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanDrafted;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanProposed;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanReviewed;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanSignedByClient;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanSignedByTherapist;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.record.ExpressionEvent.ExpressionRecorded;
import org.anamnesis.events.record.ExpressionId;
import org.anamnesis.events.record.ExpressiveTechnique;
import org.anamnesis.events.record.Feeling;
import org.anamnesis.events.record.ProposedBy;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.fixtures.SampleClinic;

/** Writes Anna's history: each method records what it says and answers the id of the last event. */
final class Chart {

    private final List<Recorded<?>> history = new ArrayList<>();
    private TherapistId therapist = SampleClinic.DR_WOLF;
    private PlaceId place = SampleClinic.GARDEN_ROOM;
    private EpisodeId episode = EPISODE;

    List<Recorded<?>> history() {
        return history;
    }

    ClientProgress progress() {
        return ClientProgress.of(ANNA.value(), history, visit -> true);
    }

    ClientProgress progress(String from, String to) {
        return ClientProgress.of(
                ANNA.value(),
                history,
                visit -> !visit.start().isBefore(ten(from)) && visit.start().isBefore(ten(to)));
    }

    /** Ten in the morning in Berlin. */
    static Instant ten(String day) {
        return LocalDate.parse(day).atTime(10, 0).atZone(BERLIN).toInstant();
    }

    Chart with(TherapistId other) {
        therapist = other;
        return this;
    }

    Chart at(PlaceId other) {
        place = other;
        return this;
    }

    Chart in(EpisodeId other) {
        episode = other;
        return this;
    }

    UUID booked(int session, String day) {
        return record(new SessionBooked(
                session(session),
                ANNA,
                episode,
                appointment(day),
                SessionFormat.INDIVIDUAL,
                List.of(),
                60,
                false,
                List.of(),
                List.of(),
                SampleClinic.at(NOW),
                List.of()));
    }

    UUID moved(int session, String from, String to) {
        return record(new SessionRescheduled(
                session(session),
                ANNA,
                appointment(from),
                appointment(to),
                60,
                sealed(ANNA, RESCHEDULING_REASON, "x"),
                List.of(),
                List.of(),
                SampleClinic.at(NOW),
                List.of()));
    }

    UUID completed(int session, String day, int minutes, Delivered... delivered) {
        return completed(session, day, minutes, true, delivered);
    }

    UUID heldWithoutAnna(int session, String day) {
        return completed(session, day, 50, false);
    }

    private UUID completed(int session, String day, int minutes, boolean attended, Delivered... delivered) {
        return record(new SessionCompleted(
                session(session),
                ANNA,
                ten(day),
                minutes,
                List.of(new Attendance(ANNA.value(), attended)),
                List.of(delivered),
                SampleClinic.at(ten(day).plus(Duration.ofMinutes(minutes))),
                List.of()));
    }

    /** Booked and completed; the booking is the event before. */
    UUID held(int session, String day) {
        booked(session, day);
        return completed(session, day, 50);
    }

    UUID overran(int session, int minutes) {
        return record(new SessionOverran(session(session), ANNA, minutes, 60, SampleClinic.at(NOW), List.of()));
    }

    UUID missed(int session, String day) {
        booked(session, day);
        return record(new NoShowMarked(session(session), ANNA, ANNA.value(), SampleClinic.at(ten(day)), List.of()));
    }

    UUID cancelled(int session, String day, CancelledBy by, Flag... flags) {
        booked(session, day);
        return record(new SessionCancelled(
                session(session),
                ANNA,
                by,
                sealed(ANNA, CANCELLATION_REASON, "x"),
                1,
                SampleClinic.at(NOW),
                List.of(flags)));
    }

    UUID aborted(int session, String day) {
        booked(session, day);
        return record(new SessionAborted(
                session(session),
                ANNA,
                ten(day),
                5,
                sealed(ANNA, CANCELLATION_REASON, "x"),
                SampleClinic.at(ten(day)),
                List.of()));
    }

    UUID expressed(int session, ExpressiveTechnique technique, Feeling... feelings) {
        return record(new ExpressionRecorded(
                new ExpressionId(id(5000 + history.size())),
                session(session),
                ANNA,
                technique,
                null,
                "feelings@1",
                List.of(feelings),
                null,
                ProposedBy.CLIENT,
                Purpose.EXPRESSION,
                null,
                List.of(),
                SampleClinic.at(NOW),
                List.of()));
    }

    UUID agreed(int sessions, Instant when) {
        return record(
                new TreatmentLengthAgreed(episode, ANNA, sessions(sessions), null, SampleClinic.at(when), List.of()));
    }

    UUID revised(AgreedLength from, AgreedLength to, Instant when) {
        return record(new TreatmentLengthRevised(episode, ANNA, from, to, null, SampleClinic.at(when), List.of()));
    }

    static AgreedLength sessions(int sessions) {
        return new AgreedLength(AgreedLength.Unit.SESSIONS, sessions);
    }

    /** A plan with a weekly cadence and a mix, signed by both on a day; the ids of its events, in order. */
    List<UUID> planned(String day, ModalityShare... mix) {
        var when = SampleClinic.at(ten(day));
        var no = List.<Flag>of();
        return List.of(
                record(new PlanDrafted(PLAN, ANNA, EPISODE, when, no)),
                record(new NeedAdded(PLAN, ANNA, NEED, new Code("FAMILY"), sealed(ANNA, GOAL_WORDS, "rows"), when, no)),
                record(new GoalAdded(PLAN, ANNA, goal(), when, no)),
                record(new ModalitiesChosen(PLAN, ANNA, List.of(), List.of(mix), when, no)),
                record(new CadenceSet(PLAN, ANNA, null, every(1), when, no)),
                record(new PlanProposed(PLAN, ANNA, List.of(), when, no)),
                record(new PlanSignedByClient(PLAN, ANNA, 1, new Code("INK"), when, no)),
                record(new PlanSignedByTherapist(PLAN, ANNA, 1, new Code("INK"), when, no)));
    }

    UUID adjusted(int version, String day, List<UUID> evidence, PlanChange... changes) {
        return record(new PlanAdjusted(
                PLAN,
                ANNA,
                EPISODE,
                version,
                List.of(changes),
                AdjustmentReason.MEASURE,
                evidence,
                SampleClinic.at(ten(day)),
                List.of()));
    }

    UUID reviewed(int version, String day, GoalReview... goals) {
        return record(new PlanReviewed(
                PLAN,
                ANNA,
                version,
                List.of(goals),
                ReviewDecision.CONTINUE,
                sealed(ANNA, GOAL_WORDS, "it helps"),
                SampleClinic.at(ten(day)),
                List.of()));
    }

    UUID completed(String day) {
        return record(new PlanCompleted(PLAN, ANNA, 1, SampleClinic.at(ten(day)), List.of()));
    }

    static Goal goal() {
        return new Goal(GOAL, sealed(ANNA, GOAL_WORDS, "my mornings back"), List.of(NEED), null, null, null, false);
    }

    static Cadence every(int weeks) {
        return new Cadence(weeks, Cadence.Unit.WEEKS, DayOfWeek.MONDAY, LocalTime.of(10, 0), BERLIN);
    }

    static ModalityShare share(Modality modality, int percent) {
        return new ModalityShare(modality, percent, sealed(ANNA, GOAL_WORDS, "because"));
    }

    static SessionId session(int number) {
        return new SessionId(id(1000 + number));
    }

    private Appointment appointment(String day) {
        return new Appointment(therapist, place, TimeSlot.of(ten(day), Duration.ofMinutes(50)));
    }

    private UUID record(Object event) {
        var position = history.size() + 1;
        var eventId = id(9000 + position);
        history.add(new Recorded<>(
                event,
                event.getClass().getSimpleName(),
                eventId,
                position,
                "",
                id(8000),
                position,
                NOW,
                CLINIC,
                Map.of()));
        return eventId;
    }
}
