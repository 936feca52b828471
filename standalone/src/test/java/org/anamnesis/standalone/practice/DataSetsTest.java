package org.anamnesis.standalone.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.anamnesis.standalone.EachSession;
import org.anamnesis.standalone.HandedOut;
import org.anamnesis.standalone.Tokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets of a practice that lived for months, and somebody who looks for people in them by what can be known of them. */
class DataSetsTest {

    private static final GeneratedPractice PRACTICE = GeneratedPractice.shared();
    private static final int MANY = 100;
    private static final int K = PRACTICE.size().clients() < MANY ? 5 : 11;
    private static final List<String> KNOWN = List.of(
            "service_type",
            "referral_source",
            "jurisdiction",
            "legal_status",
            "admission_year",
            "sessions_band",
            "primary_modality");
    private static final List<String> KNOWN_OF_EVENTS =
            List.of("service_type", "referral_source", "jurisdiction", "legal_status");

    @TempDir
    private static Path folder;

    private static HandedOut safe;
    private static HandedOut shifted;
    private static HandedOut limited;

    @BeforeAll
    static void handOut() {
        safe = handedOut("SAFE_HARBOR");
        shifted = handedOut("EXPERT");
        limited = handedOut("LIMITED");
    }

    @AfterAll
    static void close() {
        safe.close();
        shifted.close();
        limited.close();
    }

    private static HandedOut handedOut(String profile) {
        return HandedOut.of(
                PRACTICE.application(),
                folder.resolve(profile),
                profile,
                "release: {k: " + K + ", traceKnowledge: 2, mostSuppressed: 60}");
    }

    private static HandedOut handedOutAs(String profile) {
        return profile.equals("EXPERT") ? shifted : safe;
    }

    /** All choices of some of them. */
    private static List<List<String>> choices(List<String> all) {
        var choices = new ArrayList<List<String>>();
        for (int chosen = 1; chosen < 1 << all.size(); chosen++) {
            var bits = chosen;
            choices.add(IntStream.range(0, all.size())
                    .filter(i -> (bits & 1 << i) != 0)
                    .mapToObj(all::get)
                    .toList());
        }
        return choices;
    }

    /** How many clients at least share what is told of them in a table; where there are several rows, in all of them. */
    private static int fewest(HandedOut data, List<String> known, String table, String order) {
        var told = String.join(
                ", '|', ",
                known.stream()
                        .map(column -> "coalesce(" + column + "::varchar, '-')")
                        .toList());
        return Integer.parseInt(data.ask("select min(n) from (select count(*) as n from ("
                        + "select subject_id, string_agg(concat(" + told + "), '/' order by " + order
                        + ") as known from "
                        + table + " where subject_id is not null group by subject_id) group by known)")
                .getFirst());
    }

    private static int number(HandedOut data, String sql) {
        return Integer.parseInt(data.ask(sql).getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "EXPERT"})
    void nobody_is_found_by_any_combination_of_what_can_be_known(String profile) {
        var data = handedOutAs(profile);

        assertThat(number(data, "select count(distinct subject_id) from survival"))
                .isGreaterThanOrEqualTo(K);
        for (var known : choices(KNOWN)) {
            assertThat(fewest(data, known, "survival", "nth"))
                    .as(known.toString())
                    .isGreaterThanOrEqualTo(K);
        }
        for (var known : choices(KNOWN_OF_EVENTS)) {
            assertThat(fewest(
                            data,
                            known,
                            "(from event where activity in ('ClientRegistered', 'EpisodeOpened', 'Admission'))",
                            "nth"))
                    .as("in events: " + known)
                    .isGreaterThanOrEqualTo(K);
            assertThat(fewest(
                            data,
                            known,
                            "(select object.*, nth from object left join survival on object_id = survival.episode_id"
                                    + " where object_type in ('Client', 'Episode'))",
                            "object_type, nth"))
                    .as("of objects: " + known)
                    .isGreaterThanOrEqualTo(K);
        }
    }

    @Test
    void without_the_checks_somebody_would_be_found() {
        assertThat(fewest(limited, KNOWN, "survival", "nth")).isEqualTo(1);
        assertThat(fewest(limited, List.of("service_type", "referral_source"), "survival", "nth"))
                .isLessThan(K);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFE_HARBOR", "EXPERT"})
    void what_that_costs_stands_in_the_report(String profile) {
        var data = handedOutAs(profile);
        var report = data.json("release-report.json");

        assertThat(report.at("/after/classes/smallest").asInt()).isGreaterThanOrEqualTo(K);
        assertThat(report.at("/before/classes/ofOne").asInt()).isPositive();
        assertThat(report.at("/outcome/clients/cohort").asInt())
                .isEqualTo(number(limited, "select count(distinct subject_id) from survival"));
        for (var left :
                List.of("clients subject_id survival", "episodes episode_id survival", "sessions session_id session")) {
            var words = left.split(" ", -1);
            assertThat(report.at("/outcome/" + words[0] + "/released").asInt())
                    .as(left)
                    .isEqualTo(number(data, "select count(distinct " + words[1] + ") from " + words[2]));
        }
        data.ask("create or replace view everybody as from '" + limited.folder().resolve("survival.parquet") + "'");
        for (var known : KNOWN) {
            var distance = Double.parseDouble(data.ask("""
                            with a as (select %1$s as v, count(*) / sum(count(*)) over () as p from everybody group by v),
                                b as (select %1$s as v, count(*) / sum(count(*)) over () as p
                                    from everybody semi join survival using (episode_id) group by v)
                            select coalesce(sum(abs(coalesce(a.p, 0) - coalesce(b.p, 0))) / 2, 0)
                            from a full join b on a.v is not distinct from b.v""".formatted(known)).getFirst());
            assertThat(report.at("/totalVariation/" + known).asDouble(-1))
                    .as(known)
                    .isCloseTo(distance, within(0.0006));
        }
        assertThat(report.at("/earthMovers/days in treatment").asDouble()).isPositive();
        assertThat(report.at("/earthMovers/attended sessions").asDouble()).isPositive();
    }

    @Test
    void each_session_stands_once_wherever_it_is_told() {
        PRACTICE.time().set(Instant.now().plus(Duration.ofHours(1)));
        try {
            var tokens = new Tokens(PRACTICE.application());
            var sessions = new EachSession(PRACTICE.application(), role -> {
                        var token = tokens.of(role.written(), role, Duration.ofHours(2));
                        return path -> PRACTICE.http().as(token, "GET", path, "");
                    })
                    .stand(folder.resolve("all"));

            assertThat(sessions).hasSizeGreaterThan(PRACTICE.size().clients() * 5);
        } finally {
            PRACTICE.time().set(Days.at(PRACTICE.size().end(), 0));
        }
    }
}
