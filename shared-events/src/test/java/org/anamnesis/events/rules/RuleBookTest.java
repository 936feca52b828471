package org.anamnesis.events.rules;

import static org.anamnesis.events.governance.RuleLayer.ACCREDITOR;
import static org.anamnesis.events.governance.RuleLayer.CLINIC;
import static org.anamnesis.events.governance.RuleLayer.FEDERAL;
import static org.anamnesis.events.governance.RuleLayer.STATE;
import static org.anamnesis.events.rules.Rule.ATTESTED_QUALITIES;
import static org.anamnesis.events.rules.Rule.NO_SHOW_GRACE;
import static org.anamnesis.events.rules.Rule.PLAN_DUE_WITHIN;
import static org.anamnesis.events.rules.Rule.PLAN_REVIEW_EVERY;
import static org.anamnesis.events.rules.Rule.RECORD_RETENTION;
import static org.anamnesis.events.rules.Rule.SESSION_LIMIT;
import static org.anamnesis.events.rules.Rule.TIME_STEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.governance.RuleLayer;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileAdopted;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileEnded;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfilePublished;
import org.anamnesis.events.governance.RuleProfileId;
import org.anamnesis.events.schema.ShippedRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTest {

    private static final Instant JANUARY = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2027-03-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2027-05-01T00:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("1900-01-01T00:00:00Z");

    private final RuleBook nothingChosen = RuleBook.of(ShippedRules.documents());

    private static RuleProfileId id(int number) {
        return new RuleProfileId(new UUID(9, number));
    }

    private static RuleDocument document(
            String name, int version, RuleLayer layer, Map<String, Object> parameters, String... overrides) {
        return new RuleDocument(name, version, layer, null, null, parameters, Map.of(), List.of(overrides));
    }

    private static RuleProfilePublished published(int number, RuleDocument document, Instant from) {
        return new RuleProfilePublished(id(number), document, from);
    }

    private static RuleProfilePublished secondHouse(Instant from) {
        return published(2, document("house", 2, CLINIC, Map.of("sessionLimit", "PT45M")), from);
    }

    private RuleProfileAdopted adopted(int number, String shipped, Instant from) {
        return new RuleProfileAdopted(id(number), nothingChosen.shipped(shipped).orElseThrow(), from);
    }

    /** What documents come to that hold from the beginning of time. */
    private RuleProfile together(RuleDocument... documents) {
        var book = nothingChosen;
        for (int i = 0; i < documents.length; i++) {
            book = book.after(published(i, documents[i], LONG_AGO));
        }
        return book.at(JANUARY);
    }

    @Test
    void the_house_rules_hold_from_the_beginning_of_time() {
        assertThat(nothingChosen.at(LONG_AGO).id()).isEqualTo("house@1");
        assertThat(nothingChosen.at(Instant.MAX).get(SESSION_LIMIT)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_new_version_takes_the_place_of_the_old_one_from_its_day() {
        var book = nothingChosen.after(secondHouse(JANUARY));

        assertThat(book.at(JANUARY.minusNanos(1)).get(SESSION_LIMIT)).isEqualTo(Duration.ofHours(1));
        assertThat(book.at(JANUARY.minusNanos(1)).id()).isEqualTo("house@1");
        assertThat(book.at(JANUARY).get(SESSION_LIMIT)).isEqualTo(Duration.ofMinutes(45));
        assertThat(book.at(JANUARY).id()).isEqualTo("house@2");
    }

    @Test
    void what_nobody_rules_is_as_the_house_first_had_it() {
        var profile = nothingChosen.after(secondHouse(JANUARY)).at(JANUARY);

        assertThat(profile.get(NO_SHOW_GRACE)).isEqualTo(Duration.ofMinutes(15));
        assertThat(profile.find(PLAN_DUE_WITHIN)).isEmpty();
        assertThatThrownBy(() -> profile.get(PLAN_DUE_WITHIN)).hasMessageContaining("planDueWithin");
    }

    @Test
    void what_has_ended_holds_no_longer_and_no_earlier_version_comes_back() {
        var third = published(3, document("house", 3, CLINIC, Map.of("sessionLimit", "PT30M")), MARCH);
        var book = nothingChosen.after(secondHouse(JANUARY)).after(third).after(new RuleProfileEnded(id(3), MAY));

        assertThat(book.at(MAY.minusNanos(1)).id()).isEqualTo("house@3");
        assertThat(book.at(MAY).id()).isEqualTo("house@1");
        assertThat(book.after(adopted(4, "house@1", MARCH.plusSeconds(1)))
                        .at(MAY.minusNanos(1))
                        .id())
                .as("taken back in between")
                .isEqualTo("house@1");
    }

    @Test
    void what_ended_before_it_began_was_never_there() {
        var mistaken = published(3, document("house", 3, CLINIC, Map.of("sessionLimit", "PT30M")), MARCH);
        var book = nothingChosen.after(secondHouse(JANUARY)).after(mistaken).after(new RuleProfileEnded(id(3), MARCH));

        assertThat(book.at(MAY).id()).isEqualTo("house@2");
    }

    @Test
    void of_two_versions_that_begin_at_once_the_one_recorded_last_holds() {
        var book = nothingChosen
                .after(published(3, document("house", 3, CLINIC, Map.of("sessionLimit", "PT30M")), JANUARY))
                .after(secondHouse(JANUARY));

        assertThat(book.at(JANUARY).id()).isEqualTo("house@2");
    }

    @Test
    void laws_that_came_with_the_software_hold_once_they_are_adopted() {
        var book = nothingChosen.after(adopted(5, "us-ca-otp@1", MARCH));

        assertThat(book.at(JANUARY).find(PLAN_REVIEW_EVERY)).isEmpty();
        assertThat(book.at(MARCH).id()).isEqualTo("us-ca-otp@1+house@1");
        assertThat(book.at(MARCH).find(PLAN_REVIEW_EVERY)).contains(Period.ofMonths(3));
        assertThat(book.at(MARCH).get(ATTESTED_QUALITIES)).containsExactly("NEUTRAL", "SAFE", "CALM", "PRIVATE");
    }

    @Test
    void the_strictest_layer_wins_whichever_it_is() {
        var law = document(
                "law", 1, FEDERAL, Map.of("sessionLimit", "PT50M", "noShowGrace", "PT5M", "recordRetention", "P84M"));
        var house = document(
                "house",
                2,
                CLINIC,
                Map.of("sessionLimit", "PT55M", "noShowGrace", "PT10M", "recordRetention", "P2500D"));

        var profile = together(law, house);

        assertThat(profile.id()).isEqualTo("law@1+house@2");
        assertThat(profile.get(SESSION_LIMIT)).isEqualTo(Duration.ofMinutes(50));
        assertThat(profile.get(NO_SHOW_GRACE)).isEqualTo(Duration.ofMinutes(10));
        assertThat(profile.get(RECORD_RETENTION)).isEqualTo(Period.ofMonths(84));
    }

    @Test
    void what_is_a_matter_of_taste_the_higher_layer_decides() {
        var law = document("law", 1, STATE, Map.of("timeStep", "PT10M", "usualHoursFrom", "06:00"));
        var house = document("house", 2, CLINIC, Map.of("timeStep", "PT20M"));

        var profile = together(law, house);

        assertThat(profile.get(TIME_STEP)).isEqualTo(Duration.ofMinutes(20));
        assertThat(profile.get(Rule.USUAL_HOURS_FROM)).isEqualTo(LocalTime.of(6, 0));
        assertThat(together(document("a", 1, CLINIC, Map.of("timeStep", "PT15M")))
                        .get(TIME_STEP))
                .as("of one layer, what came later")
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_higher_layer_can_say_that_its_own_holds_against_lower_ones_only() {
        var law = document("law", 1, STATE, Map.of("sessionLimit", "PT30M"));
        var standard = document("standard", 1, ACCREDITOR, Map.of("sessionLimit", "PT50M"), "sessionLimit");
        var other = document("another", 1, ACCREDITOR, Map.of("sessionLimit", "PT45M"));
        var house = document("house", 2, CLINIC, Map.of("sessionLimit", "PT40M"));

        assertThat(together(law, standard).get(SESSION_LIMIT)).isEqualTo(Duration.ofMinutes(50));
        assertThat(together(law, standard, other).get(SESSION_LIMIT)).isEqualTo(Duration.ofMinutes(45));
        assertThat(together(law, other, standard).get(SESSION_LIMIT)).isEqualTo(Duration.ofMinutes(45));
        assertThat(together(law, standard, house).get(SESSION_LIMIT)).isEqualTo(Duration.ofMinutes(40));
        assertThat(together(law, house).get(SESSION_LIMIT)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void each_ruling_names_the_documents_and_sources_that_make_it() {
        var profile = nothingChosen
                .after(adopted(5, "us-ca-otp@1", LONG_AGO))
                .after(adopted(6, "us-mn-sud@1", LONG_AGO))
                .at(JANUARY);

        assertThat(ruling(profile, "planDueWithin").value()).isEqualTo(Period.ofDays(28));
        assertThat(ruling(profile, "planDueWithin").sources()).containsExactly("9 CCR 10305");
        assertThat(ruling(profile, "attestedQualities").documents())
                .extracting(RuleDocument::id)
                .containsExactly("us-ca-otp@1", "house@1");
        assertThat(ruling(profile, "recordRetention").sources())
                .containsExactly("Minn. Stat. 148F.15", "Minn. Stat. 148F.15; 4 CCR 744-1.17");
    }

    private static Ruling<?> ruling(RuleProfile profile, String name) {
        return profile.rulings().stream()
                .filter(ruling -> ruling.rule().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void one_can_ask_what_would_hold_under_another_document() {
        var book = nothingChosen.after(secondHouse(JANUARY));
        var law = nothingChosen.shipped("us-mn-sud@1").orElseThrow();

        assertThat(book.alwaysWith(law).at(LONG_AGO).id()).isEqualTo("us-mn-sud@1+house@1");
        assertThat(book.alwaysWith(law).at(JANUARY).id()).isEqualTo("us-mn-sud@1+house@2");
        assertThat(book.alwaysWith(book.document("house@2").orElseThrow())
                        .at(LONG_AGO)
                        .id())
                .isEqualTo("house@2");
        assertThat(book.document("house@3")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sessionLimit, PT0M",
        "sessionLimit, PT25H",
        "sessionLimit, PT45S",
        "sessionLimit, 45 minutes",
        "planDueWithin, P0D",
        "planDueWithin, P-1D",
        "planDueWithin, P999999999Y",
        "recordRetention, PT1H",
        "seriesLongest, ten",
        "attestedQualities, SAFE",
        "usualHoursFrom, 25:00"
    })
    void what_is_no_value_of_a_rule_is_a_fault_that_says_what_is_expected(String rule, String written) {
        assertThat(Rule.faults(Map.of(rule, written), List.of(), List.of()))
                .hasEntrySatisfying(
                        "/parameters/" + rule, expected -> assertThat(expected).contains("is expected"));
    }

    @Test
    void numbers_lists_and_names_are_checked_too() {
        Map<String, Object> wrong = Map.of(
                "seriesLongest",
                367,
                "lengthAgreedBySession",
                1.5,
                "attestedQualities",
                List.of("SAFE", "SAFE"),
                "planSignatures",
                List.of("CLIENT", "MOTHER"),
                "sessionLimit",
                45,
                "teaTime",
                "17:00");

        assertThat(Rule.faults(wrong, List.of("noteDue", "teaTime"), List.of("sessionLimit", "noteDue"))
                        .keySet())
                .containsExactly(
                        "/overrides/1",
                        "/parameters/attestedQualities",
                        "/parameters/lengthAgreedBySession",
                        "/parameters/planSignatures",
                        "/parameters/seriesLongest",
                        "/parameters/sessionLimit",
                        "/parameters/teaTime",
                        "/sources/noteDue");
        assertThat(Rule.faults(Map.of(), List.of(), List.of())).containsOnlyKeys("/parameters");
    }
}
