package org.anamnesis.command.care.session;

import static org.anamnesis.command.support.Circumstances.HOUSE_RULES;
import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.command.support.facts.TestFacts.recorded;
import static org.anamnesis.events.Label.CANCELLATION_REASON;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.AS_USUAL;
import static org.anamnesis.fixtures.SampleClinic.BEN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.CELLAR;
import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.DR_FUCHS;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.EPISODE;
import static org.anamnesis.fixtures.SampleClinic.GARDEN_ROOM;
import static org.anamnesis.fixtures.SampleClinic.MONDAY_AT_HALF_PAST_TEN;
import static org.anamnesis.fixtures.SampleClinic.MONDAY_AT_TEN;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.OTHER_SESSION;
import static org.anamnesis.fixtures.SampleClinic.SESSION;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.command.support.facts.Episodes;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.WeeklyHours;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.CancelledBy;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.ServiceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostgresCalendarTest {

    private final TestFacts facts = new TestFacts();
    private final PostgresCalendar calendar = new PostgresCalendar(facts.sql);

    @Test
    void a_free_slot_is_taken_once() {
        assertThat(calendar.reserve(CLINIC, SESSION, ANNA, AS_USUAL).holds()).isTrue();

        var second = calendar.reserve(
                CLINIC, OTHER_SESSION, BEN, new Appointment(DR_WOLF, GARDEN_ROOM, MONDAY_AT_HALF_PAST_TEN));

        assertThat(second.troubles())
                .extracting(trouble -> trouble.more().get("resource"))
                .containsExactly("PLACE", "THERAPIST");
        assertThat(second.troubles())
                .allSatisfy(trouble -> assertThat(trouble.more())
                        .containsEntry("from", MONDAY_AT_TEN.start())
                        .containsEntry("to", MONDAY_AT_TEN.end()));
    }

    @Test
    void one_session_may_begin_when_another_ends() {
        calendar.reserve(CLINIC, SESSION, ANNA, AS_USUAL);
        var next = new Appointment(DR_WOLF, GARDEN_ROOM, TimeSlot.of(MONDAY_AT_TEN.end(), Duration.ofMinutes(50)));

        assertThat(calendar.reserve(CLINIC, OTHER_SESSION, ANNA, next).holds()).isTrue();
    }

    @Test
    void others_and_other_clinics_do_not_mind() {
        calendar.reserve(CLINIC, SESSION, ANNA, AS_USUAL);

        assertThat(calendar.reserve(
                                CLINIC, OTHER_SESSION, BEN, new Appointment(DR_FUCHS, CELLAR, MONDAY_AT_HALF_PAST_TEN))
                        .holds())
                .isTrue();
        assertThat(calendar.reserve(id(2), new SessionId(id(82)), ANNA, AS_USUAL)
                        .holds())
                .isTrue();
    }

    @Test
    void what_is_given_back_is_free_again() {
        calendar.reserve(CLINIC, SESSION, ANNA, AS_USUAL);
        calendar.release(SESSION);

        assertThat(calendar.reserve(CLINIC, OTHER_SESSION, BEN, AS_USUAL).holds())
                .isTrue();
    }

    @Test
    void free_times_are_named_in_working_hours_without_the_taken_ones() {
        calendar.reserve(CLINIC, SESSION, ANNA, AS_USUAL);

        var free = calendar.alternatives(OTHER_SESSION, AS_USUAL, bens(null, List.of()), by(Role.RECEPTION));

        assertThat(free)
                .extracting(slot -> slot.start().atZone(BERLIN).toLocalTime().toString())
                .containsExactly("11:00", "11:30", "12:00");
    }

    @Test
    void free_times_lie_ahead_and_not_at_night() {
        var yesterdayEvening = new Appointment(
                DR_WOLF,
                GARDEN_ROOM,
                TimeSlot.of(
                        NOW.atZone(BERLIN)
                                .withHour(19)
                                .withMinute(30)
                                .minusDays(1)
                                .toInstant(),
                        Duration.ofMinutes(50)));

        var free = calendar.alternatives(SESSION, yesterdayEvening, bens(null, List.of()), by(Role.RECEPTION));

        assertThat(free).hasSize(3).allSatisfy(slot -> {
            assertThat(slot.start()).isAfter(NOW);
            assertThat(slot.start().atZone(BERLIN).getHour()).isBetween(8, 19);
        });
    }

    @Test
    void free_times_lie_in_hours_that_were_set_and_not_in_absences() {
        var evenings = new OpenTimes.Hours(
                BERLIN, List.of(new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(20, 0), LocalTime.of(21, 0))), id(204));
        var nextMonday = MONDAY_AT_TEN.start();
        var away = new OpenTimes.Closed(nextMonday, nextMonday.plus(Duration.ofDays(1)));

        var free = calendar.alternatives(SESSION, AS_USUAL, bens(evenings, List.of(away)), by(Role.RECEPTION));

        assertThat(free)
                .extracting(
                        slot -> slot.start().atZone(BERLIN).toLocalDateTime().toString())
                .containsExactly("2026-11-30T20:00");
    }

    private static Standing bens(OpenTimes.@Nullable Hours hours, List<OpenTimes.Closed> away) {
        return new Standing(
                new Episodes.Known(
                        EPISODE, BEN, ServiceType.PSYCHOTHERAPY, DR_WOLF, GARDEN_ROOM, Optional.empty(), null),
                new Clients.Known(BEN, BERLIN_LAW, null),
                BERLIN,
                HOUSE_RULES,
                Fact.holds(""),
                Fact.holds(""),
                Fact.holds(""),
                Fact.holds(""),
                new OpenTimes("THERAPIST", hours, away),
                new OpenTimes("PLACE", null, List.of()));
    }

    @Test
    void sessions_entered_afterwards_are_seen_to_overlap_and_reserve_nothing() {
        facts.given(booked(SESSION, true));

        assertThat(calendar.overlaps(
                                CLINIC, OTHER_SESSION, BEN, new Appointment(DR_WOLF, CELLAR, MONDAY_AT_HALF_PAST_TEN))
                        .troubles())
                .extracting(trouble -> trouble.more().get("resource"))
                .containsExactly("THERAPIST");
        assertThat(calendar.reserve(CLINIC, OTHER_SESSION, ANNA, AS_USUAL).holds())
                .isTrue();
    }

    @Test
    void the_table_can_be_filled_again_from_history() {
        calendar.refill(recorded(booked(SESSION, false)));
        calendar.refill(recorded(booked(OTHER_SESSION, true)));
        assertThat(reserved()).containsExactly(SESSION.toString());

        calendar.refill(recorded(new SessionCancelled(
                SESSION, ANNA, CancelledBy.CLIENT, sealed(ANNA, CANCELLATION_REASON, "x"), 1, at(NOW), List.of())));
        assertThat(reserved()).isEmpty();
    }

    private List<String> reserved() {
        return facts.sql
                .sql("select distinct session_id::text from history.reservation")
                .query(String.class)
                .list();
    }

    private static SessionBooked booked(SessionId session, boolean backfill) {
        return new SessionBooked(
                session,
                ANNA,
                EPISODE,
                AS_USUAL,
                SessionFormat.INDIVIDUAL,
                List.of(),
                60,
                backfill,
                List.of(),
                List.of(),
                at(NOW),
                List.of());
    }
}
