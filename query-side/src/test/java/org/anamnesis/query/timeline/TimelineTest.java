package org.anamnesis.query.timeline;

import static org.anamnesis.events.Label.EXPRESSION_MEANING;
import static org.anamnesis.events.Label.GOAL_WORDS;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.AS_USUAL;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.EPISODE;
import static org.anamnesis.fixtures.SampleClinic.EXPRESSION;
import static org.anamnesis.fixtures.SampleClinic.GOAL;
import static org.anamnesis.fixtures.SampleClinic.NEED;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.PLAN;
import static org.anamnesis.fixtures.SampleClinic.SESSION;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.anamnesis.events.Flag;
import org.anamnesis.events.care.AdjustmentReason;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.Goal;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.ModalityShare;
import org.anamnesis.events.care.PlanChange;
import org.anamnesis.events.care.Purpose;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.TreatmentPlanEvent.PlanAdjusted;
import org.anamnesis.events.record.ExpressionEvent.ExpressionRecorded;
import org.anamnesis.events.record.ExpressiveTechnique;
import org.anamnesis.events.record.Feeling;
import org.anamnesis.events.record.ProposedBy;
import org.anamnesis.events.schema.EventNames;
import org.anamnesis.events.workforce.TherapistEvent;
import org.anamnesis.query.support.FoldFixture;
import org.anamnesis.query.support.Told.Quote;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Flag LATE = new Flag("LATE_ENTRY", "recorded 3 days after it happened");

    private final FoldFixture<Long, TimelineEntry> timeline = new FoldFixture<>(new TimelineFold());

    private static SessionBooked booked(boolean backfill, Flag... flags) {
        return new SessionBooked(
                SESSION,
                ANNA,
                EPISODE,
                AS_USUAL,
                SessionFormat.INDIVIDUAL,
                List.of(),
                60,
                backfill,
                List.of(),
                List.of(),
                at(NOW.minus(Duration.ofDays(3))),
                List.of(flags));
    }

    @Test
    void a_booking_is_told_in_the_places_time() {
        timeline.given(booked(false));

        assertThat(timeline.rows()).singleElement().satisfies(entry -> {
            assertThat(entry.title())
                    .isEqualTo("Session booked: individual, 2026-11-23 10:00 (Europe/Berlin), 50 minutes");
            assertThat(entry.kind()).isEqualTo("SESSION");
            assertThat(entry.sessionId()).isEqualTo(SESSION.value());
            assertThat(entry.clientId()).isEqualTo(ANNA.value());
        });
    }

    @Test
    void a_late_entry_keeps_both_clocks_and_says_that_it_is_late() {
        timeline.given(booked(true, LATE));

        assertThat(timeline.rows()).singleElement().satisfies(entry -> {
            assertThat(entry.title()).startsWith("Session entered afterwards");
            assertThat(entry.occurredAt()).isEqualTo(NOW.minus(Duration.ofDays(3)));
            assertThat(entry.recordedAt()).isEqualTo(NOW);
            assertThat(entry.lateEntry()).isTrue();
            assertThat(entry.flags()).containsExactly(LATE);
        });
    }

    @Test
    void an_expression_is_told_with_its_feelings_and_its_meaning_stays_sealed() {
        var meaning = sealed(ANNA, EXPRESSION_MEANING, "a storm");
        timeline.given(new ExpressionRecorded(
                EXPRESSION,
                SESSION,
                ANNA,
                ExpressiveTechnique.SAND_TRAY,
                null,
                "feelings@1",
                List.of(new Feeling("anger", 8, 4), new Feeling("hope", null, 3), new Feeling("grief", null, null)),
                meaning,
                ProposedBy.CLIENT,
                Purpose.EXPLORATION,
                null,
                List.of(),
                at(NOW),
                List.of()));

        assertThat(timeline.rows()).singleElement().satisfies(entry -> {
            assertThat(entry.title())
                    .isEqualTo("Expression by sand tray for exploration, proposed by the client:"
                            + " anger 8 → 4, hope ? → 3, grief");
            assertThat(entry.quotes()).containsExactly(new Quote("meaning", meaning));
        });
    }

    @Test
    void an_adjustment_tells_what_changed() {
        var words = sealed(ANNA, GOAL_WORDS, "sleep");
        timeline.given(new PlanAdjusted(
                PLAN,
                ANNA,
                EPISODE,
                2,
                List.of(
                        new PlanChange.GoalAddition(
                                new Goal(GOAL, words, List.of(NEED), null, null, LocalDate.of(2027, 1, 31), false)),
                        new PlanChange.NewModalities(
                                List.of(new ModalityShare(Modality.COGNITIVE, 100, null)),
                                List.of(new ModalityShare(Modality.MOTIVATIONAL, 100, null))),
                        new PlanChange.NewCadence(
                                null,
                                new Cadence(1, Cadence.Unit.WEEKS, DayOfWeek.MONDAY, LocalTime.of(10, 0), BERLIN))),
                AdjustmentReason.CLIENT_REQUEST,
                List.of(),
                at(NOW),
                List.of()));

        assertThat(timeline.rows()).singleElement().satisfies(entry -> {
            assertThat(entry.title()).isEqualTo("Treatment plan adjusted to version 2, because of client request");
            assertThat(entry.kind()).isEqualTo("TREATMENT_PLAN");
            assertThat(entry.quotes()).containsExactly(new Quote("goal", words));
        });
    }

    @Test
    void what_is_about_no_client_is_in_no_timeline() {
        timeline.given(new TherapistEvent.TherapistRegistered(
                org.anamnesis.fixtures.SampleClinic.DR_WOLF, sealed(ANNA, GOAL_WORDS, "x"), null, null));

        assertThat(timeline.rows()).isEmpty();
        assertThat(EventNames.CLASSES).containsKey("TherapistRegistered");
    }
}
