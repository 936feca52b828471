package org.anamnesis.query.progress;

import static org.anamnesis.fixtures.SampleClinic.CELLAR;
import static org.anamnesis.fixtures.SampleClinic.DR_FUCHS;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.GOAL;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.query.progress.Chart.session;
import static org.anamnesis.query.progress.Chart.sessions;
import static org.anamnesis.query.progress.Chart.share;
import static org.anamnesis.query.progress.Chart.ten;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Flag;
import org.anamnesis.events.care.AdjustmentReason;
import org.anamnesis.events.care.CancelledBy;
import org.anamnesis.events.care.Delivered;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.GoalReview;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.care.PlanChange;
import org.anamnesis.events.record.ExpressiveTechnique;
import org.anamnesis.events.record.Feeling;
import org.anamnesis.query.progress.ChangeTold.GoalEnded;
import org.anamnesis.query.progress.ChangeTold.GoalJoined;
import org.anamnesis.query.progress.ChangeTold.MixChanged;
import org.anamnesis.query.progress.ChangeTold.NeedJoined;
import org.anamnesis.query.progress.ChangeTold.RhythmChanged;
import org.anamnesis.query.progress.ChangeTold.ShareTold;
import org.anamnesis.query.progress.Regularity.LongGap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProgressTest {

    private static final Flag LATE = new Flag("LATE_CANCELLATION", "less than 24 hours before the start");
    private static final EpisodeId LATER_EPISODE = new EpisodeId(id(61));

    private final Chart chart = new Chart();

    @Test
    void the_rate_counts_who_came_against_who_did_not_or_cancelled_late() {
        var came = chart.held(1, "2026-06-01");
        var cameAgain = chart.held(2, "2026-06-08");
        var missed = chart.missed(3, "2026-06-15");
        var late = chart.cancelled(4, "2026-06-22", CancelledBy.CLIENT, LATE);
        var withoutHer = heldWithoutAnna(5, "2026-06-29");

        var told = chart.progress().attendance();

        assertThat(told.attended()).isEqualTo(figure("2", came, cameAgain));
        assertThat(told.noShow()).isEqualTo(figure("2", missed, withoutHer));
        assertThat(told.lateCancelled()).isEqualTo(figure("1", late));
        assertThat(told.rate()).isEqualTo(figure("0.4", came, cameAgain, missed, late, withoutHer));
    }

    @Test
    void what_the_client_could_not_help_does_not_lower_the_rate() {
        var came = chart.held(1, "2026-06-01");
        chart.cancelled(2, "2026-06-08", CancelledBy.CLIENT);
        chart.cancelled(3, "2026-06-15", CancelledBy.THERAPIST, LATE);
        var aborted = chart.aborted(4, "2026-06-22");
        chart.booked(5, "2026-06-29");

        var told = chart.progress().attendance();

        assertThat(told.rate()).isEqualTo(figure("1", came));
        assertThat(told.aborted()).isEqualTo(figure("1", aborted));
    }

    @Test
    void where_nothing_is_to_be_divided_there_is_no_number() {
        chart.booked(1, "2026-06-01");

        var told = chart.progress();

        assertThat(told.attendance().rate()).isEqualTo(Figure.NOTHING);
        assertThat(told.therapists().modal()).isNull();
        assertThat(told.therapists().share()).isEqualTo(Figure.NOTHING);
        assertThat(told.overruns().withinAnHour()).isEqualTo(Figure.NOTHING);
        assertThat(told.modalities().distance()).isEqualTo(Figure.NOTHING);
        assertThat(told.regularity()).isEmpty();
        assertThat(told.lengths()).isEmpty();
    }

    @Test
    void continuity_is_the_share_of_whom_most_sessions_were_with_and_of_whom_the_last_was_with() {
        chart.held(1, "2026-06-01");
        chart.held(2, "2026-06-08");
        chart.with(DR_FUCHS).at(CELLAR).held(3, "2026-06-15");
        chart.with(DR_WOLF).held(4, "2026-06-22");

        var told = chart.progress();

        assertThat(told.therapists().modal()).isEqualTo(DR_WOLF.value());
        assertThat(told.therapists().share()).isEqualTo(figure("0.75", events(1, 8)));
        assertThat(told.therapists().sequential()).isEqualTo(figure("0.3333", events(1, 8)));
        assertThat(told.places().modal()).as("of two equal ones the latest").isEqualTo(CELLAR.value());
        assertThat(told.places().share().value()).isEqualByComparingTo("0.5");
        assertThat(told.places().sequential().value()).isEqualByComparingTo("0.6667");
    }

    @Test
    void a_session_that_was_moved_counts_with_the_therapist_it_was_moved_to() {
        chart.booked(1, "2026-06-01");
        var moved = chart.with(DR_FUCHS).moved(1, "2026-06-01", "2026-06-02");
        var came = chart.completed(1, "2026-06-02", 50);

        assertThat(chart.progress().therapists().modal()).isEqualTo(DR_FUCHS.value());
        assertThat(chart.progress().therapists().share()).isEqualTo(figure("1", moved, came));
    }

    @Test
    void regularity_falls_with_the_unevenness_of_the_gaps_and_long_ones_are_named() {
        var plan = chart.planned("2026-05-25");
        chart.held(1, "2026-06-01");
        chart.held(2, "2026-06-08"); // 7
        chart.held(3, "2026-06-17"); // 9
        chart.held(4, "2026-06-22"); // 5
        chart.held(5, "2026-07-08"); // 16

        assertThat(chart.progress().regularity()).singleElement().satisfies(told -> {
            assertThat(told.plannedDays()).isEqualTo(7);
            assertThat(told.gaps().value()).isEqualByComparingTo("4");
            assertThat(told.medianDays().value()).isEqualByComparingTo("8");
            assertThat(told.deviationDays().value()).isEqualByComparingTo("2"); // 1, 1, 3, 8
            assertThat(told.regularity().value()).isEqualByComparingTo("0.7143");
            assertThat(told.regularity().events()).contains(plan.get(4)).hasSize(6);
            assertThat(told.longGaps())
                    .containsExactly(new LongGap(session(4), session(5), figure("16", event(16), event(18))));
        });
    }

    @Test
    void regularity_is_never_below_zero() {
        chart.planned("2026-05-25");
        for (var day : List.of("2026-06-01", "2026-06-02", "2026-06-03", "2026-08-01", "2026-10-01")) {
            chart.held(chart.history().size(), day);
        }

        assertThat(chart.progress().regularity().getFirst().regularity().value())
                .isEqualByComparingTo("0");
    }

    @Test
    void each_gap_is_judged_by_the_cadence_that_held_when_it_ended() {
        chart.held(1, "2026-05-04");
        chart.held(2, "2026-05-18");
        chart.planned("2026-05-25");
        chart.held(3, "2026-06-01");
        chart.adjusted(2, "2026-06-08", List.of(), new PlanChange.NewCadence(Chart.every(1), Chart.every(4)));
        chart.held(4, "2026-06-29");
        chart.held(5, "2026-07-27");
        chart.completed("2026-08-01");
        chart.held(6, "2026-12-01");

        assertThat(chart.progress().regularity())
                .extracting(
                        told -> told.plannedDays() + ": " + told.medianDays().value())
                .containsExactly("null: 70.5", "7: 14", "28: 28");
    }

    @Test
    void a_night_on_which_the_clock_is_changed_is_a_day_as_any_other() {
        chart.planned("2026-03-01");
        chart.held(1, "2026-03-23");
        chart.held(2, "2026-03-30");
        chart.held(3, "2026-04-06");

        assertThat(chart.progress().regularity().getFirst().regularity().value())
                .isEqualByComparingTo("1");
    }

    @Test
    void between_two_episodes_there_is_no_gap() {
        chart.held(1, "2025-06-01");
        chart.in(LATER_EPISODE).held(2, "2026-06-01");

        assertThat(chart.progress().regularity()).isEmpty();
        assertThat(chart.progress().therapists().sequential()).isEqualTo(Figure.NOTHING);
    }

    @Test
    void overruns_are_counted_in_sessions_and_minutes() {
        chart.booked(1, "2026-06-01");
        var long1 = chart.completed(1, "2026-06-01", 74);
        var over1 = chart.overran(1, 14);
        chart.booked(2, "2026-06-08");
        var hour = chart.completed(2, "2026-06-08", 60);

        var told = chart.progress().overruns();

        assertThat(told.sessions()).isEqualTo(figure("1", over1));
        assertThat(told.minutes()).isEqualTo(figure("14", over1));
        assertThat(told.withinAnHour()).isEqualTo(figure("0.5", long1, hour));
    }

    @Test
    void the_length_is_judged_by_what_was_agreed_last_and_each_agreement_tells_how_late_it_was() {
        var first = chart.held(1, "2026-06-01");
        var agreed = chart.agreed(8, ten("2026-06-08").plus(Duration.ofMinutes(20)));
        var second = chart.held(2, "2026-06-08");
        var third = chart.held(3, "2026-06-15");
        var revised = chart.revised(sessions(8), sessions(4), ten("2026-06-16"));

        assertThat(chart.progress().lengths()).singleElement().satisfies(told -> {
            assertThat(told.adherence()).isEqualTo(figure("0.75", first, second, third, revised));
            assertThat(told.agreements())
                    .extracting(each -> each.length().value() + " after "
                            + each.sessionsBefore().value())
                    .containsExactly("8 after 1", "4 after 3");
            assertThat(told.agreements().getFirst().event()).isEqualTo(agreed);
            assertThat(told.agreements().getFirst().sessionsBefore()).isEqualTo(figure("1", first));
        });
    }

    @Test
    void expressions_are_told_by_technique_and_by_feeling() {
        chart.held(1, "2026-06-01");
        var chair = chart.expressed(
                1, ExpressiveTechnique.EMPTY_CHAIR, new Feeling("anger", 8, 3), new Feeling("grief", null, 4));
        var art = chart.expressed(1, ExpressiveTechnique.ART, new Feeling("anger", 5, 4), new Feeling("hope", 2, null));

        var told = chart.progress().expressions();

        assertThat(told.count()).isEqualTo(figure("2", chair, art));
        assertThat(told.byTechnique())
                .extracting(each -> each.technique() + " " + each.count().value())
                .containsExactly("ART 1", "EMPTY_CHAIR 1");
        var anger = told.byFeeling().getFirst();
        assertThat(anger.feeling()).isEqualTo("anger");
        assertThat(anger.count()).isEqualTo(figure("2", chair, art));
        assertThat(anger.intensity().before()).isEqualTo(figure("6.5", chair, art));
        assertThat(anger.intensity().change()).isEqualTo(figure("-3", chair, art));
        var byChair = told.byTechnique().getLast().intensity();
        assertThat(byChair.before()).isEqualTo(figure("8", chair));
        assertThat(byChair.after()).isEqualTo(figure("3.5", chair));
        assertThat(byChair.change()).isEqualTo(figure("-5", chair));
        assertThat(told.byFeeling().getLast().intensity().after()).isEqualTo(Figure.NOTHING);
    }

    @Test
    void each_version_of_a_plan_tells_what_it_changed_and_why() {
        var first = chart.planned("2026-05-25", share(Modality.COGNITIVE, 100));
        var evidence = chart.held(1, "2026-06-01");
        var adjusted = chart.adjusted(
                2,
                "2026-06-08",
                List.of(evidence),
                new PlanChange.NewModalities(
                        List.of(share(Modality.COGNITIVE, 100)), List.of(share(Modality.BEHAVIOURAL, 100))),
                new PlanChange.GoalEnding(GOAL));
        var review =
                chart.reviewed(2, "2026-06-09", new GoalReview(GOAL, GoalReview.Progress.PROGRESS, List.of(evidence)));

        var plan = chart.progress().plans().getFirst();

        assertThat(plan.inForceSince()).isEqualTo(ten("2026-05-25"));
        assertThat(plan.versions().getFirst().events()).isEqualTo(first);
        assertThat(plan.versions().getFirst().changes())
                .hasExactlyElementsOfTypes(NeedJoined.class, GoalJoined.class, MixChanged.class, RhythmChanged.class);
        var second = plan.versions().getLast();
        assertThat(second.planVersion()).isEqualTo(2);
        assertThat(second.reason()).isEqualTo(AdjustmentReason.MEASURE);
        assertThat(second.evidence()).containsExactly(evidence);
        assertThat(second.events()).containsExactly(adjusted);
        assertThat(second.changes())
                .containsExactly(
                        new MixChanged(
                                List.of(new ShareTold(Modality.COGNITIVE, 100)),
                                List.of(new ShareTold(Modality.BEHAVIOURAL, 100))),
                        new GoalEnded(GOAL));
        assertThat(plan.reviews()).singleElement().satisfies(told -> {
            assertThat(told.event()).isEqualTo(review);
            assertThat(told.goals().getFirst().progress()).isEqualTo(GoalReview.Progress.PROGRESS);
        });
    }

    @Test
    void the_mix_delivered_is_compared_with_the_mix_of_the_plan_in_force() {
        var plan = chart.planned("2026-05-25", share(Modality.COGNITIVE, 70), share(Modality.MOTIVATIONAL, 30));
        chart.booked(1, "2026-06-01");
        var one = chart.completed(
                1, "2026-06-01", 50, new Delivered(Modality.COGNITIVE, 30), new Delivered(Modality.BEHAVIOURAL, 10));
        chart.booked(2, "2026-06-08");
        var two = chart.completed(2, "2026-06-08", 50, new Delivered(Modality.COGNITIVE, 20));

        var told = chart.progress().modalities();

        assertThat(told.planned())
                .extracting(each -> each.modality() + " " + each.share().value())
                .containsExactly("COGNITIVE 0.7", "MOTIVATIONAL 0.3");
        assertThat(told.planned().getFirst().share().events()).containsExactly(plan.get(3));
        assertThat(told.minutes()).isEqualTo(figure("60", one, two));
        assertThat(told.delivered().getFirst().minutes()).isEqualTo(figure("50", one, two));
        assertThat(told.delivered().getFirst().share()).isEqualTo(figure("0.8333", one, two));
        assertThat(told.distance()).isEqualTo(figure("0.3", plan.get(3), one, two));
    }

    @Test
    void a_plan_that_only_one_has_signed_is_not_in_force() {
        chart.planned("2026-05-25", share(Modality.COGNITIVE, 100));
        chart.history().removeLast();
        chart.held(1, "2026-06-01");
        chart.held(2, "2026-06-08");

        var told = chart.progress();

        assertThat(told.modalities().planned()).isEmpty();
        assertThat(told.plans().getFirst().inForceSince()).isNull();
        assertThat(told.regularity().getFirst().regularity()).isEqualTo(Figure.NOTHING);
    }

    @Test
    void a_stretch_of_time_takes_the_sessions_booked_to_begin_in_it_and_their_expressions() {
        chart.agreed(10, ten("2026-05-01"));
        chart.held(1, "2026-06-01");
        chart.expressed(1, ExpressiveTechnique.ART);
        var second = chart.held(2, "2026-06-08");
        chart.missed(3, "2026-06-15");
        var art = chart.expressed(2, ExpressiveTechnique.ART);

        var told = chart.progress("2026-06-08", "2026-06-15");

        assertThat(told.attendance().rate()).isEqualTo(figure("1", second));
        assertThat(told.expressions().count()).isEqualTo(figure("1", art));
        assertThat(told.lengths().getFirst().adherence().value()).isEqualByComparingTo("0.2");
    }

    @Test
    void nothing_that_somebody_wrote_is_told() throws Exception {
        chart.planned("2026-05-25", share(Modality.COGNITIVE, 100));
        chart.adjusted(2, "2026-06-08", List.of(), new PlanChange.GoalAddition(Chart.goal()));
        chart.reviewed(2, "2026-06-09");

        assertThat(new JsonMapper().writeValueAsString(chart.progress())).doesNotContain("ciphertext", "subject");
    }

    private UUID heldWithoutAnna(int session, String day) {
        chart.booked(session, day);
        return chart.heldWithoutAnna(session, day);
    }

    private static Figure figure(String value, UUID... events) {
        return new Figure(new java.math.BigDecimal(value), List.of(events));
    }

    private static UUID event(int position) {
        return id(9000 + position);
    }

    private static UUID[] events(int first, int last) {
        return java.util.stream.IntStream.rangeClosed(first, last)
                .mapToObj(ProgressTest::event)
                .toArray(UUID[]::new);
    }
}
