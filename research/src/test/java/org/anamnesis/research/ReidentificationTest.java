package org.anamnesis.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Label;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.fixtures.SampleClinic;
import org.anamnesis.fixtures.SeededPractice;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who has been handed the folder of a data set, and has nothing else, looks for the people in it. */
class ReidentificationTest {

    private static final Pattern DATE = Pattern.compile("20[0-9]{2}-[01][0-9]-[0-3][0-9]");
    private static final String ALL_MAY_BE_KNOWN =
            "\"release\": {\"quasiIdentifiers\": [], \"sensitive\": [], \"traceKnowledge\": 0, \"mostSuppressed\": 90}";

    private static final Set<String> PROMISED = Set.of(
            "nth",
            "format",
            "backfill",
            "purposes",
            "start_day",
            "start_at",
            "booked_day",
            "lead_days",
            "planned_minutes",
            "limit_minutes",
            "reschedules",
            "deviations",
            "usual_therapist",
            "usual_place",
            "therapist_missing",
            "place_missing",
            "truth");

    @TempDir
    Path folder;

    /** The days that stand in what comes with the tables. */
    private static List<LocalDate> told(Path folder) throws IOException {
        var days = new TreeSet<LocalDate>();
        for (var name : List.of(
                "manifest.json", "privacy.json", "release-report.json", "release-report.md", "dictionary.csv")) {
            DATE.matcher(Files.readString(folder.resolve(name)))
                    .results()
                    .forEach(found -> days.add(LocalDate.parse(found.group())));
        }
        return List.copyOf(days);
    }

    /** Whom a guess of the day on which the data end would date rightly, of those who are still in treatment. */
    private static List<String> dated(Asking data, LocalDate end) throws SQLException {
        return data.rows("""
                select subject_id from survival join truth using (subject_id)
                where status = 'CENSORED' and admitted = date '%s' - end_day""".formatted(end));
    }

    /** A data set, beside it on which day each was admitted really. */
    private static Asking dataSet(String profile) throws IOException, SQLException {
        var data = Asking.tables(Practice.dataSet(profile), "parquet");
        beside(data, Practice.dataSet("LIMITED"));
        data.rows("""
                create table truth as
                select subject_id, min(occurred_at)::date as admitted from real_event
                where activity = 'EpisodeOpened' group by subject_id""");
        return data;
    }

    /** The tables of another data set beside, as what is really so. */
    private static void beside(Asking data, Path real) throws SQLException {
        for (var table : List.of("event", "session", "survival")) {
            data.rows("create view real_" + table + " as from '" + real.resolve(table + ".parquet") + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "EXPERT"})
    void no_day_that_is_told_anywhere_dates_those_who_are_still_in_treatment(String profile)
            throws IOException, SQLException {
        try (var data = dataSet(profile)) {
            assertThat(data.number("select count(*) from survival where status = 'CENSORED'"))
                    .isGreaterThanOrEqualTo(11);
            for (var day : told(Practice.dataSet(profile))) {
                for (var near : List.of(day.minusDays(1), day, day.plusDays(1))) {
                    assertThat(dated(data, near))
                            .as("as if the data ended on " + near)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "EXPERT"})
    void who_knows_the_day_on_which_the_data_end_dates_nobody_by_it(String profile) throws IOException, SQLException {
        var end = Manifest.read(Practice.dataSet(profile).resolve("manifest.json"), Practice.key())
                .dataEnd();
        try (var data = dataSet(profile)) {
            assertThat(dated(data, end)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "EXPERT"})
    void which_days_lie_in_one_month_is_not_told(String profile) throws IOException, SQLException {
        try (var data = dataSet(profile)) {
            for (var findings : List.of("findings", "findings_under")) {
                assertThat(data.number("select count(*) from session where contains(%s, 'MONTH_TOO_SHORT')"
                                .formatted(findings)))
                        .isZero();
            }
            assertThat(
                            data.number(
                                    "select count(*) from session join real_session using (session_id)"
                                            + " where real_session.findings_under = 'MONTH_TOO_SHORT' and session.verdict_under = 'CONFORMS'"))
                    .isPositive();
        }
    }

    @Test
    void who_came_back_is_not_found_by_the_years_in_which_they_came() throws IOException, SQLException {
        var out = folder.resolve("out");
        var unused =
                Practice.export(Practice.study("SAFE_HARBOR", ALL_MAY_BE_KNOWN, "\"formats\": [\"PARQUET\"]"), out);
        try (var data = Asking.tables(out, "parquet")) {
            assertThat(data.number("select count(*) from survival where nth > 1"))
                    .isPositive();
            assertThat(data.number("select count(admission_year) from survival where nth > 1"))
                    .isZero();
            assertThat(data.number("select count(admission_year) from survival"))
                    .isEqualTo(data.number("select count(distinct subject_id) from survival"));
        }
    }

    @Test
    void where_summer_time_begins_cannot_be_seen_in_times_that_were_moved() throws IOException, SQLException {
        try (var data = dataSet("EXPERT")) {
            assertThat(data.number("""
                            select count(*) from session join real_session using (session_id)
                            where session.start_at::time
                                <> timezone('America/New_York', timezone('UTC', real_session.start_at))::time""")).isZero();
            assertThat(data.number("select count(start_at) from session")).isPositive();
        }
    }

    @Test
    void where_somebody_lives_is_told_as_it_was_corrected_and_nowhere_otherwise() throws IOException, SQLException {
        var database = TestPostgres.migrated();
        var clients = SeededPractice.write(database.connections(), 4, 40, 12).clients();
        for (var client : clients.subList(0, 12)) {
            SeededPractice.add(
                    database.connections(),
                    Instant.parse("2024-12-20T10:00:00Z"),
                    client,
                    "Client",
                    new ClientDetailsCorrected(
                            client,
                            SampleClinic.sealed(client, Label.CLIENT_NAME, "Sealed words"),
                            SampleClinic.sealed(client, Label.CLIENT_BIRTH_DATE, "Sealed words"),
                            null,
                            null,
                            null,
                            LegalStatus.REPRESENTED,
                            new Jurisdiction("US-RI")));
        }
        var out = folder.resolve("out");
        var unused = Practice.export(
                database,
                Practice.study(
                        "SAFE_HARBOR",
                        ALL_MAY_BE_KNOWN,
                        "\"formats\": [\"PARQUET\"]",
                        "\"cohort\": {\"legalStatuses\": []}"),
                out);

        try (var data = Asking.tables(out, "parquet")) {
            assertThat(data.number("select count(*) from survival where jurisdiction = 'US-RI'"))
                    .isPositive();
            assertThat(data.rows("""
                            select distinct event.jurisdiction, event.legal_status, survival.jurisdiction, survival.legal_status
                            from event join survival using (subject_id)
                            where activity = 'ClientRegistered' and (event.jurisdiction is distinct from survival.jurisdiction
                                or event.legal_status is distinct from survival.legal_status)""")).isEmpty();
        }
    }

    @Test
    void how_a_session_ended_that_ended_as_few_did_is_told_by_nothing_that_stands_beside()
            throws IOException, SQLException {
        var database = TestPostgres.migrated();
        var unused = SeededPractice.write(database.connections(), 4, 40, 12);
        var out = folder.resolve("out");
        var real = folder.resolve("real");
        for (var each : List.of(out, real)) {
            var unusedToo = Practice.export(
                    database,
                    Practice.study(
                            each.equals(out) ? "SAFE_HARBOR" : "LIMITED",
                            ALL_MAY_BE_KNOWN,
                            "\"formats\": [\"PARQUET\"]"),
                    each);
        }

        try (var data = Asking.tables(out, "parquet")) {
            beside(data, real);
            assertThat(data.number("select count(distinct subject_id) from real_session where outcome = 'ABORTED'"))
                    .isBetween(1L, 10L);
            data.rows("create view hidden as select session.*, real_session.outcome as truth"
                    + " from session join real_session using (session_id)"
                    + " where session.outcome is distinct from real_session.outcome");
            assertThat(data.rows("select distinct truth from hidden")).containsExactlyInAnyOrder("ABORTED", "NO_SHOW");
            assertThat(data.number("select count(*) from session where outcome = 'ABORTED'"))
                    .isZero();
            assertThat(data.number("select count(distinct subject_id) from hidden"))
                    .isGreaterThanOrEqualTo(11);
            assertThat(data.rows("select distinct outcome from hidden")).containsExactly("OTHER");
            for (var column : told(data, "hidden")) {
                assertThat(data.rows("select distinct " + column + " from hidden"))
                        .as(column)
                        .hasSize(1);
            }
            assertThat(data.rows("select distinct activity from event semi join hidden using (session_id)"))
                    .isSubsetOf("SessionBooked", "SessionRescheduled");
            assertThat(data.number("select count(*) from expression semi join hidden using (session_id)"))
                    .isZero();
            assertThat(data.number("select count(*) from (select nth, row_number() over (partition by subject_id"
                            + " order by nth) as counted from event) where nth <> counted"))
                    .isZero();
            assertThat(data.number("select count(no_shows) from survival")).isZero();
        }
    }

    /** What is told of sessions and was not known already when they were promised. */
    private static List<String> told(Asking data, String sessions) throws SQLException {
        return data.rows("select column_name from (describe " + sessions + ")").stream()
                .filter(column -> !column.endsWith("_id") && !PROMISED.contains(column))
                .toList();
    }
}
