package org.anamnesis.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.governance.RuleLayer;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfilePublished;
import org.anamnesis.events.governance.RuleProfileId;
import org.anamnesis.fixtures.SeededPractice;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The practice goes by the house rules; the studies ask what California's would have said. */
class VerdictsTest {

    @TempDir
    Path folder;

    private static Asking sessions() throws IOException, SQLException {
        return Asking.tables(Practice.dataSet("LIMITED"), "parquet");
    }

    @Test
    void a_session_that_took_place_is_judged_twice_and_no_other_is() throws IOException, SQLException {
        try (var data = sessions()) {
            assertThat(data.rows("""
                            select distinct outcome from session
                            where verdict is not null and verdict_under is not null and verdict_missing is null order by 1""")).containsExactly("ABORTED", "COMPLETED");
            assertThat(data.rows("""
                            select distinct outcome, verdict_missing from session
                            where verdict is null and verdict_under is null order by 1""")).containsExactly("CANCELLED|NOT_DUE", "NO_SHOW|NOT_DUE");
        }
    }

    @Test
    void the_clinics_own_rules_allow_an_hour_in_any_place_that_is_calm() throws IOException, SQLException {
        try (var data = sessions()) {
            assertThat(
                            data.number(
                                    "select count(*) from session where verdict is not null"
                                            + " and contains(coalesce(findings, ''), 'DURATION_ABOVE_LIMIT') <> (planned_minutes > 60)"))
                    .isZero();
            assertThat(data.number("select count(*) from session where verdict is not null"
                            + " and contains(coalesce(findings, ''), 'OVERRUN') <> (minutes > 60)"))
                    .isZero();
            assertThat(data.number("select count(*) from session where contains(findings, 'PLACE_NOT_ATTESTED')"
                            + " or contains(findings, 'MONTH_TOO_SHORT') or contains(findings, 'CONSENT_MISSING')"))
                    .isZero();
            assertThat(data.number("select count(*) from session where verdict = 'CONFORMS'"
                            + " and (findings is not null or deviations is not null)"))
                    .isZero();
            assertThat(data.rows("select distinct verdict from session where verdict is not null order by 1"))
                    .containsExactly("CONFORMS", "DEVIATION_JUSTIFIED", "NON_CONFORMANT");
        }
    }

    @Test
    void californias_ask_for_a_private_place_as_the_history_says_itself() throws IOException, SQLException {
        var elsewhere = Practice.database().sql().sql("""
                        with told as (
                            select position, type, aggregate_identifier, convert_from(payload, 'UTF8')::jsonb body
                            from history.event),
                        adults as (
                            select body ->> 'clientId' client from told
                            where type = 'ClientRegistered' and body ->> 'legalStatus' = 'ADULT'),
                        begun as (select distinct aggregate_identifier from told where type = 'SessionStarted'),
                        private as (
                            select body ->> 'placeId' place from told
                            where type = 'PlaceAttested' and (body ->> 'private')::boolean)
                        select count(*) from told join begun using (aggregate_identifier)
                        where type = 'SessionBooked' and body ->> 'clientId' in (select client from adults)
                            and body -> 'appointment' ->> 'placeId' not in (select place from private)""").query(Long.class).single();
        try (var data = sessions()) {
            assertThat(data.number("select count(*) from session where contains(findings_under, 'PLACE_NOT_ATTESTED')"))
                    .isEqualTo(elsewhere)
                    .isPositive();
            assertThat(data.number("""
                            select count(*) from session where verdict = 'NON_CONFORMANT' and verdict_under <> 'NON_CONFORMANT'""")).isZero();
            assertThat(data.number("""
                            select count(*) from session where verdict <> 'NON_CONFORMANT' and verdict_under = 'NON_CONFORMANT'""")).isPositive();
        }
    }

    @Test
    void a_month_with_too_little_counselling_counts_against_its_sessions_once_it_is_over()
            throws IOException, SQLException {
        var end = Manifest.read(Practice.dataSet("LIMITED").resolve("manifest.json"), Practice.key())
                .dataEnd();
        try (var data = sessions()) {
            data.rows("""
                    create view had as
                    select *, coalesce(sum(minutes) filter (outcome = 'COMPLETED') over (partition by subject_id, month), 0) as minutes_had
                    from (select *, date_trunc('month', start_at - interval 5 hour) as month from session)""");
            assertThat(data.rows(
                            "select session_id from had where contains(findings_under, 'MONTH_TOO_SHORT') order by 1"))
                    .isNotEmpty()
                    .isEqualTo(data.rows("select session_id from had where verdict is not null and minutes_had < 50"
                            + " and month + interval 1 month <= date '" + end + "' order by 1"));
        }
    }

    @Test
    void under_safe_harbor_verdicts_are_told_only_where_enough_have_them() throws IOException, SQLException {
        try (var data = Asking.tables(Practice.dataSet("SAFE_HARBOR"), "parquet")) {
            for (var column : List.of("verdict", "findings", "verdict_under", "findings_under")) {
                assertThat(data.rows("select " + column + ", count(distinct subject_id) from session where " + column
                                + " is not null group by all having count(distinct subject_id) < 11"))
                        .as(column)
                        .isEmpty();
            }
        }
    }

    @Test
    void a_verdict_does_not_tell_how_a_session_ended_where_that_is_not_told() throws IOException, SQLException {
        var out = folder.resolve("out");
        var made = Practice.export(
                Practice.study(
                        "SAFE_HARBOR",
                        "\"formats\": [\"PARQUET\"]",
                        "\"release\": {\"traceKnowledge\": 20, \"mostSuppressed\": 50, \"quasiIdentifiers\": []}"),
                out);

        assertThat(made.release().activities()).isEqualTo(Activities.GROUPED);
        try (var data = Asking.tables(out, "parquet")) {
            assertThat(data.rows("select distinct outcome from session order by 1"))
                    .containsExactly("HELD", "NOT_HELD");
            assertThat(
                            data.rows(
                                    "select distinct outcome from session where verdict is not null or verdict_under is not null"))
                    .containsExactly("HELD");
        }
    }

    @Test
    void a_study_that_names_no_rules_has_no_verdicts() throws IOException, SQLException {
        var out = folder.resolve("out");
        var manifest =
                Practice.export(Practice.study("LIMITED", "\"ruleProfile\": null", "\"formats\": [\"PARQUET\"]"), out);

        assertThat(manifest.ruleProfile()).isNull();
        try (var data = Asking.tables(out, "parquet")) {
            assertThat(data.number("select count(verdict) + count(findings) + count(verdict_under) from session"))
                    .isZero();
        }
    }

    @Test
    void rules_that_the_clinic_published_itself_are_known_too_and_its_own_are_those_it_chose()
            throws IOException, SQLException {
        var database = TestPostgres.migrated();
        var unused = SeededPractice.write(database.connections(), 5, 20, 12);
        var id = new RuleProfileId(UUID.randomUUID());
        SeededPractice.add(
                database.connections(),
                Instant.parse("2024-12-01T00:00:00Z"),
                id,
                "RuleProfile",
                new RuleProfilePublished(
                        id,
                        new RuleDocument(
                                "house",
                                2,
                                RuleLayer.CLINIC,
                                "Longer sessions",
                                null,
                                Map.of("sessionLimit", "PT100M"),
                                Map.of(),
                                List.of()),
                        Instant.parse("2024-07-01T00:00:00Z")));
        try (var source = Practice.source(database)) {
            var out = folder.resolve("out");
            var made = new Export(source, Practice.key(), Watcher.none())
                    .run(Practice.study("LIMITED", "\"ruleProfile\": \"house@2\""), null, Practice.NOW, out);

            assertThat(made.ruleProfile()).isEqualTo("house@2");
            try (var data = Asking.tables(out, "parquet")) {
                assertThat(data.number("select count(*) from session where contains(findings, 'DURATION_ABOVE_LIMIT')"
                                + " and start_at >= timestamp '2024-07-01'"))
                        .isZero();
                assertThat(data.number("select count(*) from session where contains(findings, 'DURATION_ABOVE_LIMIT')"))
                        .isPositive();
                assertThat(data.number(
                                "select count(*) from session where contains(findings_under, 'DURATION_ABOVE_LIMIT')"))
                        .isZero();
            }
        }
    }

    @Test
    void rules_that_nobody_knows_are_refused_and_those_there_are_are_told() {
        assertThatThrownBy(() -> Practice.export(
                        Practice.study("LIMITED", "\"ruleProfile\": \"us-ca-otb@1\""), folder.resolve("out")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("ruleProfile: us-ca-otb@1 is not known here. There are house@1, us-ca-otp@1,");
        assertThat(folder).isEmptyDirectory();
    }
}
