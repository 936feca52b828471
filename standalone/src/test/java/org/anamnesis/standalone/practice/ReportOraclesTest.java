package org.anamnesis.standalone.practice;

import static java.util.stream.Collectors.toMap;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.anamnesis.events.store.Installation;
import org.anamnesis.standalone.Http;
import org.anamnesis.standalone.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What reports say of a practice that lived for months is what plain SQL reads from the raw events. */
class ReportOraclesTest {

    private static final GeneratedPractice PRACTICE = GeneratedPractice.shared();
    private static final int STRETCHES = Integer.getInteger("oracle.stretches", 40);
    private static final String EVER = "from=2023-12-01&to=2028-01-01";
    private static final String TOKEN = new Tokens(PRACTICE.application()).of("auditor", AUDITOR, Duration.ofHours(2));

    /** What was signed goes by real time, which the application must not take for the future. */
    @BeforeAll
    static void goOnToday() {
        PRACTICE.time().set(Instant.now().plus(Duration.ofHours(1)));
    }

    @AfterAll
    static void goBack() {
        PRACTICE.time().set(Days.at(PRACTICE.size().end(), 0));
    }

    /** A report as it was sent: what it rests on, and its rows by what they are about. */
    private record Report(JsonNode header, Map<String, JsonNode> rows) {

        static Report of(String path, String key) {
            var lines = PRACTICE.http()
                    .as(TOKEN, "GET", "/api/v1/compliance/" + path + "&format=ndjson", "")
                    .expect(200)
                    .response()
                    .body()
                    .lines()
                    .map(line -> Http.JSON.readTree(line))
                    .toList();
            assertThat(lines.getLast().at("/end/complete").asBoolean()).isTrue();
            return new Report(
                    lines.getFirst().path("header"),
                    lines.subList(1, lines.size() - 1).stream()
                            .map(line -> line.path("item"))
                            .collect(toMap(row -> row.path(key).asString(), Function.identity())));
        }

        long bound() {
            return header.at("/eventRange/to").asLong();
        }

        Instant asOf() {
            return Instant.parse(header.path("asOf").asString());
        }
    }

    private static Map<String, Map<String, Object>> oracle(long bound, Instant asOf, String... files) {
        var sql = String.join(
                "",
                Arrays.stream(files)
                        .map(file -> read(Path.of("src/test/resources/oracle", file)))
                        .toList());
        return PRACTICE
                .application()
                .sql()
                .sql(sql)
                .param("bound", bound)
                .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                .param(
                        "zone",
                        PRACTICE.application().bean(Installation.class).zone().getId())
                .query()
                .listOfRows()
                .stream()
                .collect(toMap(row -> String.valueOf(row.get("id")), Function.identity()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static @Nullable Instant instant(@Nullable Object time) {
        return time == null ? null : ((Timestamp) time).toInstant();
    }

    private static @Nullable Instant instant(JsonNode time) {
        return time.isMissingNode() ? null : Instant.parse(time.asString());
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static void areAsExpected(
            Map<String, Map<String, Object>> expected, Report report, Row told, String... verdicts) {
        assertThat(report.rows().keySet()).isEqualTo(expected.keySet());
        assertThat(expected.values().stream().map(row -> text(row.get("now"))))
                .as("there is something of each kind")
                .contains(verdicts);
        expected.forEach((id, row) -> {
            var item = Objects.requireNonNull(report.rows().get(id));
            assertThat(told.told(item)).as(id).isEqualTo(told.expected(row));
        });
    }

    /** What is compared. */
    private record Row(Function<JsonNode, List<?>> item, Function<Map<String, Object>, List<?>> sql) {

        List<?> told(JsonNode json) {
            return item.apply(json);
        }

        List<?> expected(Map<String, Object> row) {
            return sql.apply(row);
        }
    }

    @Test
    void who_was_authorised_is_who_the_raw_events_say_was() {
        var report = Report.of("practice-authority?" + EVER, "sessionId");
        areAsExpected(
                oracle(report.bound(), report.asOf(), "sessions.sql", "r10.sql"),
                report,
                new Row(
                        item -> Arrays.asList(
                                item.path("clientId").asString(),
                                item.path("therapistId").asString(),
                                instant(item.path("start")),
                                item.path("jurisdiction").asString(),
                                item.path("verdictThen").asString(),
                                item.path("verdictNow").asString(),
                                item.has("difference")),
                        row -> Arrays.asList(
                                row.get("client"),
                                row.get("therapist"),
                                instant(row.get("start")),
                                row.get("law"),
                                row.get("then"),
                                row.get("now"),
                                !Objects.equals(row.get("then"), row.get("now")))),
                "CONFORMS",
                "NON_CONFORMANT");
    }

    @Test
    void sessions_conform_where_the_raw_events_say_so() {
        var report = Report.of("session-conformity?" + EVER, "sessionId");
        areAsExpected(
                oracle(report.bound(), report.asOf(), "sessions.sql", "r15.sql"),
                report,
                new Row(
                        item -> Arrays.asList(
                                item.path("clientId").asString(),
                                item.path("therapistId").asString(),
                                instant(item.path("booked")),
                                item.path("overrunMinutes").asInt(),
                                item.path("verdictThen").asString(),
                                item.path("verdictNow").asString(),
                                item.has("difference")),
                        row -> Arrays.asList(
                                row.get("client"),
                                row.get("therapist"),
                                instant(row.get("planned")),
                                row.get("overrun"),
                                row.get("then"),
                                row.get("now"),
                                !Objects.equals(row.get("then"), row.get("now")))),
                "CONFORMS",
                "NON_CONFORMANT",
                "DEVIATION_JUSTIFIED",
                "NOT_ASSESSABLE");
    }

    @Test
    void plans_conform_where_the_raw_events_say_so() {
        var report = Report.of("plan-conformity?" + EVER, "episodeId");
        areAsExpected(
                oracle(report.bound(), report.asOf(), "r14.sql"),
                report,
                new Row(
                        item -> Arrays.asList(
                                item.path("clientId").asString(),
                                item.path("therapistId").asString(),
                                item.path("planId").asString("null"),
                                instant(item.path("inForceSince")),
                                text(
                                        item.has("lengthAgreedAfter")
                                                ? item.path("lengthAgreedAfter").asLong()
                                                : null),
                                text(
                                        item.has("measurablePercent")
                                                ? item.path("measurablePercent").asLong()
                                                : null),
                                item.path("uncoveredNeeds")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .sorted()
                                        .toList(),
                                item.path("verdictNow").asString()),
                        row -> Arrays.asList(
                                row.get("client"),
                                row.get("therapist"),
                                text(row.get("plan")),
                                instant(row.get("in_force")),
                                text(row.get("agreed_after")),
                                text(row.get("measurable")),
                                strings(row.get("uncovered")),
                                row.get("now"))),
                "CONFORMS",
                "NON_CONFORMANT",
                "DEVIATION_JUSTIFIED");
    }

    private static List<String> strings(@Nullable Object array) {
        try {
            return Stream.of((Object[]) ((java.sql.Array) Objects.requireNonNull(array)).getArray())
                    .map(String::valueOf)
                    .sorted()
                    .toList();
        } catch (java.sql.SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @ParameterizedTest
    @CsvSource({"us-ca-otp@1, california", "us-mn-sud@1, minnesota"})
    void other_rules_judge_otherwise_just_what_the_raw_events_say(String profile, String there) {
        var report = Report.of("license-what-if?profile=" + profile + "&" + EVER, "thingId");
        var expected = new HashMap<String, List<Object>>();
        Stream.of(
                        oracle(report.bound(), report.asOf(), "sessions.sql", "r15.sql"),
                        oracle(report.bound(), report.asOf(), "r14.sql"))
                .flatMap(rows -> rows.entrySet().stream())
                .filter(row -> row.getValue().containsKey(there))
                .filter(row -> !Objects.equals(
                        row.getValue().get("now"), row.getValue().get(there)))
                .forEach(row -> expected.put(
                        row.getKey(),
                        List.of(
                                text(row.getValue().get("now")),
                                text(row.getValue().get(there)))));

        assertThat(expected).isNotEmpty();
        assertThat(report.rows().entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey,
                                row -> List.of(
                                        row.getValue().path("verdict").asString(),
                                        row.getValue().path("verdictUnder").asString()))))
                .isEqualTo(expected);
    }

    @Test
    void emergencies_are_overdue_that_nobody_has_looked_into_for_three_days() {
        var report = Report.of("break-glass?limit=200", "breakGlassId");
        var expected = PRACTICE.application().sql().sql("""
                        select aggregate_identifier::text from history.event e where type = 'BreakGlassInvoked'
                            and (convert_from(payload, 'UTF8')::jsonb #>> '{occurred,at}')::timestamptz < now() - interval '72 hours'
                            and not exists (select from history.event r where r.type = 'BreakGlassReviewed'
                                and r.aggregate_identifier = e.aggregate_identifier)""").query(String.class).list();

        assertThat(report.rows().values().stream()
                        .filter(row -> row.path("overdue").asBoolean())
                        .map(row -> row.path("breakGlassId").asString()))
                .containsExactlyInAnyOrderElementsOf(expected)
                .isNotEmpty()
                .hasSizeLessThan(report.rows().size());
    }

    /** A stretch of the history, at the end of which a checkpoint was signed. */
    private record Sealed(long above, long position, Instant at) {}

    /** The whole history in at most so many stretches. */
    private static List<Sealed> sealed(int most) {
        return PRACTICE.application()
                .sql()
                .sql("""
                        select coalesce(lag(position) over (order by size), 0) above, position, signed_at
                        from (select *, row_number() over (order by size desc) - 1 as number, count(*) over () as all
                            from history.ledger_checkpoint where log = 'EVENTS') numbered
                        where number % (1 + (numbered.all - 1) / :most) = 0 order by size""")
                .param("most", most)
                .query((row, i) -> new Sealed(
                        row.getLong("above"),
                        row.getLong("position"),
                        row.getObject("signed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Test
    void what_is_judged_by_what_was_known_then_is_what_was_decided_then() {
        int compared = 0;
        for (var stretch : sealed(STRETCHES)) {
            compared += asDecided(stretch, "practice-authority", "r10.sql");
            compared += asDecided(stretch, "session-conformity", "r15.sql");
        }
        assertThat(compared).isGreaterThan(500);
    }

    /** Compares the sessions that began in a stretch, except where something later in it reaches back to them. */
    private static int asDecided(Sealed stretch, String path, String file) {
        var untouched = oracle(stretch.position(), stretch.at(), "sessions.sql", file).values().stream()
                .filter(row ->
                        ((Number) Objects.requireNonNull(row.get("decision_position"))).longValue() > stretch.above())
                .filter(row -> !Objects.equals(row.get("touched"), true))
                .collect(toMap(row -> String.valueOf(row.get("id")), Function.identity()));
        if (untouched.isEmpty()) {
            return 0;
        }
        var planned = untouched.values().stream()
                .map(row -> Objects.requireNonNull(instant(row.get("planned"))))
                .sorted()
                .toList();
        var report = Report.of(
                path + "?from=" + planned.getFirst() + "&to="
                        + planned.getLast().plusSeconds(1) + "&knownAt=" + stretch.at(),
                "sessionId");
        assertThat(report.bound()).isEqualTo(stretch.position());
        untouched.forEach((id, row) -> {
            var item = Objects.requireNonNull(report.rows().get(id), id);
            assertThat(item.path("verdictNow").asString())
                    .as(file + " " + item + " at " + stretch.at())
                    .isEqualTo(item.path("verdictThen").asString())
                    .isEqualTo(row.get("then"));
        });
        return untouched.size();
    }
}
