package org.anamnesis.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.anamnesis.events.research.QuasiIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

    private static final String FEW =
            "\"cohort\": {\"opened\": {\"from\": \"2024-03-01\", \"before\": \"2024-03-10\"}}";

    @TempDir
    Path folder;

    private void isRefused(Study study, String... words) {
        var out = folder.resolve("out");
        assertThatThrownBy(() -> Practice.export(study, out))
                .isInstanceOf(Refused.class)
                .message()
                .contains(words);
        assertThat(out).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_cohort_of_a_few_people_is_refused_with_the_smallest_that_would_pass() {
        isRefused(
                Practice.study(
                        "SAFE_HARBOR",
                        "\"cohort\": {\"jurisdictions\": [\"US-CT\"], \"serviceTypes\": [\"COUNSELLING\"]}"),
                "k-anonymity: the cohort has",
                "each could be found among so few.",
                "The smallest cohort that would pass has 11 clients");
    }

    @Test
    void a_cohort_of_nobody_is_refused_whatever_the_profile() {
        isRefused(Practice.study("LIMITED", FEW.replace("2024", "2034")), "cohort: nobody belongs to it.");
    }

    @Test
    void a_limited_data_set_goes_out_under_its_agreement_and_is_only_measured() throws IOException {
        var manifest = Practice.export(Practice.study("LIMITED", FEW), folder.resolve("out"));

        assertThat(manifest.release().isEnforced()).isFalse();
        assertThat(manifest.release().clients().released())
                .isEqualTo(manifest.release().clients().cohort())
                .isLessThan(11);
        assertThat(Files.readString(folder.resolve("out/release-report.md")))
                .contains("It goes out under an agreement");
    }

    @Test
    void where_too_many_would_have_to_be_left_out_it_says_what_would_pass() {
        isRefused(
                Practice.study("SAFE_HARBOR", "\"release\": {\"k\": 40, \"mostSuppressed\": 1}"),
                "k-anonymity and l-diversity:",
                "% of the clients would have to be left out; 1 % may be.",
                "With mostSuppressed: ");
    }

    @Test
    void a_refusal_for_what_is_known_of_courses_says_how_little_may_be_known() {
        isRefused(
                Practice.study("SAFE_HARBOR", """
                        "release": {"traceKnowledge": 40, "mostSuppressed": 15, "quasiIdentifiers": []}"""),
                "trace uniqueness:",
                "stand out by the first 40 things that happened to them.",
                "With traceKnowledge: ");
    }

    @Test
    void a_study_that_is_over_hands_nothing_out() {
        isRefused(Practice.study("SAFE_HARBOR", "\"ends\": \"2026-11-19\""), "ends: the study ended on 2026-11-19.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "EXPERT"})
    void who_tries_to_find_somebody_by_what_can_be_known_finds_eleven_at_least(String profile)
            throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet(profile), "parquet")) {
            assertThat(data.number("""
                            select min(n) from (select count(*) as n from (
                                select subject_id, string_agg(concat_ws('|', service_type, referral_source, jurisdiction,
                                    legal_status, admission_year, sessions_band, primary_modality), '/' order by nth) as known
                                from survival group by subject_id) group by known)""")).isGreaterThanOrEqualTo(11);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_can_be_found_by_one_thing_alone(QuasiIdentifier known) throws IOException, SQLException {
        var column = Ladder.column(known);
        try (var data = Asking.tables(Practice.dataSet("SAFE_HARBOR"), "parquet")) {
            assertThat(data.number("select min(n) from (select count(distinct subject_id) as n from survival group by "
                            + column + ")"))
                    .isGreaterThanOrEqualTo(11);
        }
    }

    @Test
    void without_the_checks_somebody_would_be_found() throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet("LIMITED"), "parquet")) {
            assertThat(data.number("""
                            select min(n) from (select count(distinct subject_id) as n from survival
                                group by service_type, referral_source, jurisdiction, sessions_band)""")).isEqualTo(1);
        }
    }

    @Test
    void who_knows_how_a_course_began_finds_eleven_at_least() throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet("SAFE_HARBOR"), "parquet")) {
            assertThat(data.number("""
                            select min(n) from (select count(*) as n from (
                                select string_agg(activity, ' ' order by nth) as beginning from event
                                where nth <= 4 group by subject_id) group by beginning)""")).isGreaterThanOrEqualTo(11);
        }
    }

    @Test
    void the_more_of_courses_may_be_known_the_less_exactly_they_are_told() throws IOException, SQLException {
        var manifest = Practice.export(Practice.study("SAFE_HARBOR", """
                        "release": {"traceKnowledge": 25, "mostSuppressed": 70, "quasiIdentifiers": []}"""), folder.resolve("out"));

        assertThat(manifest.release().activities()).isNotEqualTo(Activities.EXACT);
        try (var data = Asking.tables(folder.resolve("out"), "parquet")) {
            assertThat(data.number("""
                            select min(n) from (select count(*) as n from (
                                select string_agg(activity, ' ' order by nth) as beginning from event
                                where nth <= 25 group by subject_id) group by beginning)""")).isGreaterThanOrEqualTo(11);
            assertThat(data.rows("select distinct outcome from session order by 1"))
                    .isSubsetOf("HELD", "NOT_HELD", "OPEN");
            assertThat(data.number("select count(cancelled_by) + count(notice_hours) from session"))
                    .isZero();
            assertThat(data.number("select count(sign_method) + count(plan_id) + count(consent_type) from event"))
                    .isZero();
        }
    }

    @Test
    void what_only_a_few_have_is_pooled_or_left_out() throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet("SAFE_HARBOR"), "parquet")) {
            for (var cell : new String[] {
                "event.activity",
                "event.technique",
                "event.flags",
                "event.relation",
                "event.deviations",
                "event.therapist_id",
                "event.place_id",
                "session.outcome",
                "session.format",
                "session.cancelled_by",
                "session.therapist_id",
                "expression.technique",
                "expression.feeling",
                "survival.status",
                "survival.discharge_reason"
            }) {
                var parts = cell.split("\\.", -1);
                assertThat(data.rows("select " + parts[1] + ", count(distinct subject_id) from " + parts[0] + " where "
                                + parts[1] + " is not null group by all having count(distinct subject_id) < 11"))
                        .as(cell)
                        .isEmpty();
            }
        }
    }

    @Test
    void a_class_whose_members_have_all_the_same_to_hide_is_not_handed_out() throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet("SAFE_HARBOR"), "parquet")) {
            assertThat(data.number("""
                            select min(n) from (
                                select count(distinct coalesce(discharge_reason, 'NONE')) as n from survival
                                group by service_type, referral_source, jurisdiction, legal_status, admission_year,
                                    sessions_band, primary_modality)""")).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void what_it_costs_stands_in_the_report() throws IOException {
        var report = Study.JSON.readTree(
                Files.readString(Practice.dataSet("SAFE_HARBOR").resolve("release-report.json")));

        assertThat(report.path("before").path("classes").path("ofOne").asLong()).isPositive();
        assertThat(report.path("after").path("classes").path("ofOne").asLong()).isZero();
        assertThat(report.path("outcome").path("clientsForClasses").asLong()).isPositive();
        assertThat(report.path("totalVariation").size()).isGreaterThan(7);
        assertThat(report.path("earthMovers").path("days in treatment").asDouble())
                .isPositive();
    }
}
