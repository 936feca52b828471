package org.anamnesis.command.care.session;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.ABORT_REASON;
import static org.anamnesis.events.Label.CANCELLATION_REASON;
import static org.anamnesis.events.Label.DEVIATION_REASON;
import static org.anamnesis.events.Label.RESCHEDULING_REASON;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.AS_USUAL;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.CELLAR;
import static org.anamnesis.fixtures.SampleClinic.DR_FUCHS;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.EPISODE;
import static org.anamnesis.fixtures.SampleClinic.GARDEN_ROOM;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.LAST_MONDAY_AT_TEN;
import static org.anamnesis.fixtures.SampleClinic.MONDAY_AT_HALF_PAST_TEN;
import static org.anamnesis.fixtures.SampleClinic.MONDAY_AT_TEN;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.SESSION;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.andNoMore;
import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.matches;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.command.care.session.SessionCommand.AbortSession;
import org.anamnesis.command.care.session.SessionCommand.BookSession;
import org.anamnesis.command.care.session.SessionCommand.CancelSession;
import org.anamnesis.command.care.session.SessionCommand.CheckIn;
import org.anamnesis.command.care.session.SessionCommand.CompleteSession;
import org.anamnesis.command.care.session.SessionCommand.MarkNoShow;
import org.anamnesis.command.care.session.SessionCommand.RescheduleSession;
import org.anamnesis.command.care.session.SessionCommand.StartSession;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.command.support.facts.Episodes;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Deviation;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Secret;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.WeeklyHours;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.Attendance;
import org.anamnesis.events.care.CancelledBy;
import org.anamnesis.events.care.Delivered;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionEvent.ClientArrived;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionAborted;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionOverran;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.care.SessionSeriesEvent;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.SessionLength;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant LONG_AGO = Instant.parse("2020-03-02T09:00:00Z");

    private final Set<Appointment> taken = new HashSet<>();
    private Fact credential = Fact.holds("DE-BE LICENCE", id(201));
    private Fact consent = Fact.holds("TREATMENT signed", id(202));
    private Fact attestation = Fact.holds("attested", id(203));
    private Optional<SessionLength.Approval> extension = Optional.empty();
    private @Nullable Instant noticeGivenAt = LONG_AGO;
    private @Nullable Instant endedAt;
    private OpenTimes.@Nullable Hours hours;
    private List<OpenTimes.Closed> absences = List.of();

    private final Calendar calendar = new Calendar() {
        @Override
        public Fact reserve(UUID clinic, SessionId sessionId, ClientId clientId, Appointment wanted) {
            return taken.contains(wanted) ? Fact.fails("taken") : Fact.holds("free");
        }

        @Override
        public void release(SessionId sessionId) {
            taken.clear();
        }

        @Override
        public Fact overlaps(UUID clinic, SessionId sessionId, ClientId clientId, Appointment held) {
            return reserve(clinic, sessionId, clientId, held);
        }

        @Override
        public List<TimeSlot> alternatives(SessionId id, Appointment wanted, Standing standing, Asked asked) {
            return List.of(TimeSlot.of(wanted.slot().end(), wanted.slot().length()));
        }
    };

    private final Standing.Register register = (meeting, asked) -> new Standing(
            new Episodes.Known(EPISODE, ANNA, ServiceType.PSYCHOTHERAPY, DR_WOLF, GARDEN_ROOM, extension, endedAt),
            new Clients.Known(ANNA, BERLIN_LAW, noticeGivenAt),
            BERLIN,
            asked.rulesAt(meeting.appointment().slot().start()),
            credential,
            Fact.holds(""),
            consent,
            attestation,
            new OpenTimes("THERAPIST", hours, absences),
            new OpenTimes("PLACE", null, List.of()));

    private FixtureConfiguration<Session> asked(Role role) {
        return new AggregateTestFixture<>(Session.class)
                .registerInjectableResources(by(role), register, calendar, GLASS_VAULT);
    }

    private static BookSession book(TherapistId therapist, PlaceId place, Instant start, int minutes) {
        return book(therapist, place, start, minutes, null);
    }

    private static BookSession book(
            TherapistId therapist, PlaceId place, Instant start, int minutes, @Nullable Map<String, Secret> reasons) {
        return new BookSession(
                SESSION,
                EPISODE,
                therapist,
                place,
                start,
                minutes,
                SessionFormat.INDIVIDUAL,
                null,
                null,
                reasons,
                null);
    }

    private static BookSession backfill(Instant start, int minutes) {
        return new BookSession(
                SESSION,
                EPISODE,
                DR_WOLF,
                GARDEN_ROOM,
                start,
                minutes,
                SessionFormat.INDIVIDUAL,
                null,
                null,
                null,
                true);
    }

    private static final List<Ground> GROUNDS = List.of(
            new Ground("CREDENTIAL", "DE-BE LICENCE", "house@1", List.of(id(201))),
            new Ground("CONSENT", "TREATMENT signed", "house@1", List.of(id(202))),
            new Ground("PLACE", "attested", "house@1", List.of(id(203))),
            new Ground("DURATION", "50 of 60 minutes", "house@1", List.of()),
            new Ground("OVERLAP", "free", "house@1", List.of()));

    private static final BookSession BOOK = book(DR_WOLF, GARDEN_ROOM, MONDAY_AT_TEN.start(), 50);

    private static SessionBooked booked(Appointment appointment, boolean backfill) {
        return new SessionBooked(
                SESSION,
                ANNA,
                EPISODE,
                appointment,
                SessionFormat.INDIVIDUAL,
                List.of(),
                60,
                backfill,
                GROUNDS,
                List.of(),
                at(NOW),
                List.of());
    }

    private static final SessionBooked BOOKED = booked(AS_USUAL, false);
    private static final SessionBooked BACKFILLED =
            booked(new Appointment(DR_WOLF, GARDEN_ROOM, LAST_MONDAY_AT_TEN), true);

    private static SessionStarted started(Instant when) {
        return new SessionStarted(SESSION, ANNA, null, List.of(), at(when), List.of());
    }

    @Test
    void a_free_slot_can_be_booked_and_says_why() {
        asked(Role.RECEPTION).givenNoPriorActivity().when(BOOK).expectEvents(BOOKED);
    }

    @Test
    void all_reasons_to_refuse_are_named_at_once() {
        credential = Fact.fails("no credential");
        consent = Fact.fails("no consent");
        attestation = Fact.fails("not attested");
        taken.add(new Appointment(DR_FUCHS, CELLAR, TimeSlot.of(NOW.minusSeconds(60), Duration.ofMinutes(90))));

        asked(Role.RECEPTION)
                .givenNoPriorActivity()
                .when(book(DR_FUCHS, CELLAR, NOW.minusSeconds(60), 90))
                .expectNoEvents()
                .expectExceptionMessage("NOT_AUTHORISED_TO_PRACTISE, CONSENT_MISSING, PLACE_NOT_ATTESTED,"
                        + " DURATION_ABOVE_LIMIT, REASON_REQUIRED, OVERLAP, START_IN_PAST");
    }

    @Test
    void another_place_and_another_therapist_are_booked_with_their_reasons() {
        var reasons = Map.of(
                "PLACE_DEVIATION", secret("room flooded"),
                "THERAPIST_DEVIATION", secret("ill"),
                "CADENCE_DEVIATION", secret("superfluous"));

        asked(Role.RECEPTION)
                .givenNoPriorActivity()
                .when(book(DR_FUCHS, CELLAR, MONDAY_AT_TEN.start(), 50, reasons))
                .expectEvents(new SessionBooked(
                        SESSION,
                        ANNA,
                        EPISODE,
                        new Appointment(DR_FUCHS, CELLAR, MONDAY_AT_TEN),
                        SessionFormat.INDIVIDUAL,
                        List.of(),
                        60,
                        false,
                        GROUNDS,
                        List.of(
                                new Deviation("PLACE_DEVIATION", sealed(ANNA, DEVIATION_REASON, "room flooded")),
                                new Deviation("THERAPIST_DEVIATION", sealed(ANNA, DEVIATION_REASON, "ill"))),
                        at(NOW),
                        List.of()));
    }

    @Test
    void ninety_minutes_are_refused_unless_the_plan_approves_them() {
        var ninety = book(DR_WOLF, GARDEN_ROOM, MONDAY_AT_TEN.start(), 90);
        asked(Role.RECEPTION).givenNoPriorActivity().when(ninety).expectExceptionMessage("DURATION_ABOVE_LIMIT");

        extension = Optional.of(new SessionLength.Approval(90, id(300)));
        asked(Role.RECEPTION).givenNoPriorActivity().when(ninety).expectSuccessfulHandlerExecution();
    }

    @Test
    void what_took_place_is_entered_afterwards_with_flags_and_never_refused() {
        credential = Fact.fails("no credential");
        consent = Fact.fails("no consent");
        taken.add(
                new Appointment(DR_WOLF, GARDEN_ROOM, TimeSlot.of(LAST_MONDAY_AT_TEN.start(), Duration.ofMinutes(75))));

        asked(Role.RECORDS_OFFICER)
                .givenNoPriorActivity()
                .when(backfill(LAST_MONDAY_AT_TEN.start(), 75))
                .expectEventsMatching(flagged(
                        "NOT_AUTHORISED_TO_PRACTISE",
                        "CONSENT_MISSING",
                        "DURATION_ABOVE_LIMIT",
                        "OVERLAP",
                        "LATE_ENTRY"));
    }

    @Test
    void what_is_yet_to_come_cannot_be_entered_afterwards() {
        asked(Role.RECORDS_OFFICER)
                .givenNoPriorActivity()
                .when(backfill(MONDAY_AT_TEN.start(), 50))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void a_session_is_moved_and_the_reason_covers_what_then_deviates() {
        var to = new Appointment(DR_WOLF, CELLAR, MONDAY_AT_HALF_PAST_TEN);

        asked(Role.RECEPTION)
                .given(BOOKED)
                .when(new RescheduleSession(
                        SESSION, MONDAY_AT_HALF_PAST_TEN.start(), null, CELLAR, null, secret("room flooded")))
                .expectEvents(new SessionRescheduled(
                        SESSION,
                        ANNA,
                        AS_USUAL,
                        to,
                        60,
                        sealed(ANNA, RESCHEDULING_REASON, "room flooded"),
                        GROUNDS,
                        List.of(new Deviation("PLACE_DEVIATION", sealed(ANNA, DEVIATION_REASON, "room flooded"))),
                        at(NOW),
                        List.of()));
    }

    @Test
    void a_booked_session_can_be_cancelled_once() {
        var cancel = new CancelSession(SESSION, CancelledBy.CLIENT, secret("ill"), null);
        var cancelled = new SessionCancelled(
                SESSION, ANNA, CancelledBy.CLIENT, sealed(ANNA, CANCELLATION_REASON, "ill"), 72, at(NOW), List.of());

        asked(Role.RECEPTION).given(BOOKED).when(cancel).expectEvents(cancelled);
        asked(Role.RECEPTION).given(BOOKED, cancelled).when(cancel).expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void a_late_cancellation_is_flagged() {
        var monday = MONDAY_AT_TEN.start().minus(Duration.ofHours(3));
        var soon = booked(
                new Appointment(
                        DR_WOLF, GARDEN_ROOM, TimeSlot.of(NOW.plus(Duration.ofHours(3)), Duration.ofMinutes(50))),
                false);

        asked(Role.RECEPTION)
                .given(soon)
                .when(new CancelSession(SESSION, CancelledBy.CLIENT, secret("ill"), null))
                .expectEventsMatching(flagged("LATE_CANCELLATION"));
        asked(Role.RECEPTION)
                .given(BOOKED)
                .when(new CancelSession(SESSION, CancelledBy.CLIENT, secret("ill"), monday))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void a_client_arrives_and_the_session_begins() {
        var arrived = new ClientArrived(SESSION, ANNA, at(NOW), List.of());

        asked(Role.RECEPTION).given(BOOKED).when(new CheckIn(SESSION, null)).expectEvents(arrived);
        asked(Role.CLINICIAN)
                .given(BOOKED, arrived)
                .when(new StartSession(SESSION, null, null))
                .expectEventsMatching(flagged("START_OUTSIDE_WINDOW"));
    }

    @Test
    void a_session_that_begins_without_licence_or_notice_is_recorded_and_flagged() {
        credential = Fact.fails("suspended");
        noticeGivenAt = null;

        asked(Role.RECORDS_OFFICER)
                .given(BACKFILLED)
                .when(new StartSession(SESSION, LAST_MONDAY_AT_TEN.start(), null))
                .expectEventsMatching(flagged("NOT_AUTHORISED_TO_PRACTISE", "PRIVACY_NOTICE_MISSING", "LATE_ENTRY"));
    }

    @Test
    void a_records_officer_tells_only_of_sessions_that_were_entered_afterwards() {
        asked(Role.RECORDS_OFFICER)
                .given(BOOKED)
                .when(new StartSession(SESSION, null, null))
                .expectException(Problem.class);
    }

    @Test
    void sixty_minutes_that_ran_seventy_four_are_recorded_as_an_overrun_of_fourteen() {
        var end = NOW.minusSeconds(60);
        var start = end.minus(Duration.ofMinutes(74));

        asked(Role.CLINICIAN)
                .given(BOOKED, started(start))
                .when(new CompleteSession(SESSION, end, null, List.of(new Delivered(Modality.COGNITIVE, 60))))
                .expectEvents(
                        new SessionCompleted(
                                SESSION,
                                ANNA,
                                start,
                                74,
                                List.of(new Attendance(ANNA.value(), true)),
                                List.of(new Delivered(Modality.COGNITIVE, 60)),
                                at(end),
                                List.of()),
                        new SessionOverran(SESSION, ANNA, 14, 60, at(end), List.of()));
    }

    @Test
    void a_session_ends_after_it_starts_within_a_day_and_in_the_past() {
        var complete = asked(Role.CLINICIAN).given(BOOKED, started(NOW.minus(Duration.ofHours(30))));

        complete.when(new CompleteSession(SESSION, NOW.minus(Duration.ofHours(31)), null, null))
                .expectExceptionMessage("UNMET_PRECONDITION");
        asked(Role.CLINICIAN)
                .given(BOOKED, started(NOW.minus(Duration.ofHours(30))))
                .when(new CompleteSession(SESSION, NOW.minusSeconds(1), null, null))
                .expectExceptionMessage("UNMET_PRECONDITION");
        asked(Role.CLINICIAN)
                .given(BOOKED, started(NOW.minusSeconds(60)))
                .when(new CompleteSession(SESSION, NOW.plusSeconds(1), null, null))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void no_more_is_delivered_than_the_session_had() {
        asked(Role.CLINICIAN)
                .given(BOOKED, started(NOW.minus(Duration.ofMinutes(30))))
                .when(new CompleteSession(SESSION, NOW, null, List.of(new Delivered(Modality.COGNITIVE, 31))))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void nobody_is_missed_before_the_grace_is_over() {
        asked(Role.RECEPTION)
                .given(BOOKED)
                .when(new MarkNoShow(SESSION, null, null))
                .expectExceptionMessage("UNMET_PRECONDITION");

        asked(Role.RECEPTION)
                .given(booked(new Appointment(DR_WOLF, GARDEN_ROOM, LAST_MONDAY_AT_TEN), false))
                .when(new MarkNoShow(SESSION, null, null))
                .expectEvents(new NoShowMarked(SESSION, ANNA, ANNA.value(), at(NOW), List.of()));
    }

    @Test
    void nobody_is_booked_while_away_or_outside_their_hours() {
        var monday = MONDAY_AT_TEN.start();
        absences = List.of(new OpenTimes.Closed(monday.minusSeconds(3600), monday.plusSeconds(60)));
        asked(Role.RECEPTION).givenNoPriorActivity().when(BOOK).expectExceptionMessage("NOT_AVAILABLE");

        absences = List.of();
        hours = new OpenTimes.Hours(BERLIN, List.of(opens(8, 10), opens(10, 11)), id(204));
        asked(Role.RECEPTION).givenNoPriorActivity().when(BOOK).expectSuccessfulHandlerExecution();

        hours = new OpenTimes.Hours(BERLIN, List.of(opens(8, 10)), id(204));
        asked(Role.RECEPTION).givenNoPriorActivity().when(BOOK).expectExceptionMessage("NOT_AVAILABLE");
    }

    private static WeeklyHours opens(int from, int to) {
        return new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(from, 0), LocalTime.of(to, 0));
    }

    @Test
    void nothing_is_booked_after_the_episode_has_ended() {
        endedAt = NOW;

        asked(Role.RECEPTION).givenNoPriorActivity().when(BOOK).expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void a_session_that_has_begun_can_be_broken_off() {
        var begun = NOW.minusSeconds(600);

        asked(Role.CLINICIAN)
                .given(BOOKED, started(begun))
                .when(new AbortSession(SESSION, secret("felt ill"), null))
                .expectEvents(new SessionAborted(
                        SESSION, ANNA, begun, 10, sealed(ANNA, ABORT_REASON, "felt ill"), at(NOW), List.of()));
        asked(Role.CLINICIAN)
                .given(BOOKED)
                .when(new AbortSession(SESSION, secret("felt ill"), null))
                .expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void nothing_of_the_vocabulary_of_a_series_is_forgotten() {
        assertThat(Vocabularies.undecided(SessionSeriesCommand.class, SessionSeries.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(SessionSeriesEvent.class, SessionSeries.class, Set.of()))
                .isEmpty();
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(SessionCommand.class, Session.class)).isEmpty();
        assertThat(Vocabularies.unevolved(SessionEvent.class, Session.class, Session.CHANGES_NOTHING))
                .isEmpty();
    }

    /** One event, with exactly these flags. */
    private static Matcher<? extends List<? super EventMessage<?>>> flagged(String... codes) {
        return payloadsMatching(exactSequenceOf(
                matches((Object event) -> ((Clinical) event)
                        .flags().stream().map(Flag::code).toList().equals(List.of(codes))),
                andNoMore()));
    }
}
