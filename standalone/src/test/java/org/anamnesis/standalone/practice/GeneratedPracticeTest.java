package org.anamnesis.standalone.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.events.care.CareEpisodeEvent;
import org.anamnesis.events.care.PlanChange;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionSeriesEvent;
import org.anamnesis.events.care.TreatmentPlanEvent;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.intake.ClientEvent;
import org.anamnesis.events.intake.LovedOneEvent;
import org.anamnesis.events.privacy.BreakGlassEvent;
import org.anamnesis.events.privacy.ConsentEvent;
import org.anamnesis.events.record.CounsellingNoteEvent;
import org.anamnesis.events.record.ExpressionEvent;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.SupervisionEvent;
import org.anamnesis.events.workforce.TherapistEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedPracticeTest {

    private static final GeneratedPractice PRACTICE = GeneratedPractice.shared();

    /** The vocabularies of which each word is used. */
    private static final List<Class<?>> VOCABULARIES = List.of(
            TherapistEvent.class,
            CredentialEvent.class,
            SupervisionEvent.class,
            PlaceEvent.class,
            ClientEvent.class,
            LovedOneEvent.class,
            ConsentEvent.class,
            BreakGlassEvent.class,
            CareEpisodeEvent.class,
            TreatmentPlanEvent.class,
            SessionEvent.class,
            SessionSeriesEvent.class,
            ExpressionEvent.class,
            CounsellingNoteEvent.class);

    @Test
    void all_that_can_happen_happens() {
        assertThat(texts("select distinct type from history.event"))
                .containsAll(VOCABULARIES.stream()
                        .flatMap(each -> Arrays.stream(each.getPermittedSubclasses()))
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void a_plan_is_changed_in_each_way_there_is() {
        assertThat(texts("""
                        select distinct change ->> 'op'
                        from history.event, jsonb_array_elements(convert_from(payload, 'UTF8')::jsonb -> 'changes') change
                        where type = 'PlanAdjusted'""")).hasSameSizeAs(PlanChange.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource
    void there_is_a_case_of(Case what) {
        assertThat(PRACTICE.cases(what)).isNotEmpty();
    }

    @Test
    void some_commands_are_refused_and_none_fails() {
        assertThat(PRACTICE.counts().keySet())
                .contains(
                        "bookSession NOT_AUTHORISED_TO_PRACTISE",
                        "bookSession NOT_AVAILABLE",
                        "bookSession PLACE_NOT_ATTESTED",
                        "bookSession CONSENT_MISSING",
                        "bookSession DURATION_ABOVE_LIMIT",
                        "bookSession REASON_REQUIRED");
    }

    @Test
    void it_is_recorded_by_its_own_time_and_shared_out_by_real_time() {
        var recorded = PRACTICE.application()
                .sql()
                .sql("select min(recorded_at), max(recorded_at) from history.event")
                .query((row, i) -> List.of(
                        row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
                .single();
        assertThat(recorded.getFirst()).isEqualTo(Days.at(Size.FIRST, 7));
        assertThat(recorded.getLast())
                .isBefore(PRACTICE.time().instant())
                .isAfter(PRACTICE.time().instant().minus(Duration.ofDays(5)));
        assertThat(texts("select timestamp from views.token_entry"))
                .isNotEmpty()
                .allSatisfy(claim ->
                        assertThat(Instant.parse(claim)).isAfter(Instant.now().minus(Duration.ofHours(12))));
    }

    @Test
    void the_same_seed_tells_the_same_story_however_many_speak_at_once() {
        try (var again = GeneratedPractice.play(PRACTICE.size(), 1)) {
            assertThat(again.counts()).isEqualTo(PRACTICE.counts());
            var told = Story.of(PRACTICE.application());
            var toldAgain = Story.of(again.application());
            assertThat(toldAgain).hasSameSizeAs(told).isNotEmpty();
            for (int i = 0; i < told.size(); i++) {
                assertThat(toldAgain.get(i)).isEqualTo(told.get(i));
            }
            Stream.of(Case.values())
                    .forEach(each ->
                            assertThat(again.cases(each)).as(each.name()).isEqualTo(PRACTICE.cases(each)));
        }
    }

    private static List<String> texts(String sql) {
        return PRACTICE.application().sql().sql(sql).query(String.class).list();
    }
}
