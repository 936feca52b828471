package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.anamnesis.cli.FhirImport;
import org.anamnesis.cli.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Progress over HTTP against plain SQL over the raw events, for imported clients and for one with a full story; with
 * {@code -Dprogress.charts=<folder>} for other charts than the demo's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgressTest {

    private static final Path CHARTS = Path.of(System.getProperty("progress.charts", "src/main/resources/demo/charts"));

    /** By which field the items of a list are told apart; other lists go by their order. */
    private static final Map<String, String> KEYS = Map.of(
            "longGaps", "until",
            "lengths", "episodeId",
            "agreements", "event",
            "byTechnique", "technique",
            "byFeeling", "feeling",
            "planned", "modality",
            "delivered", "modality",
            "plans", "planId",
            "versions", "planVersion",
            "reviews", "event");

    private RunningApplication application;
    private Http http;
    private FullStory story;

    @BeforeAll
    void importChartsAndTellAStory() throws IOException {
        application = RunningApplication.start();
        http = application.http();
        FhirImport.of(
                        new Server(URI.create(http.base()), "records-officer:demo", Duration.ofSeconds(30)),
                        ZoneId.of("America/New_York"))
                .run(CHARTS);
        story = FullStory.at(http);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void progress_of_every_client_equals_plain_sql_over_the_raw_events() throws IOException {
        var figures = compared("-infinity", "infinity", "");

        assertThat(figures.keySet()).contains(story.clinic.client).hasSizeGreaterThan(5);
        assertThat(figures.get(story.clinic.client))
                .containsEntry("attendance.rate.value", "0.7692")
                .containsEntry("overruns.minutes.value", "15");
        if (System.getProperty("progress.charts") != null) {
            System.out.printf(
                    "%d clients, %d attended sessions, %d parts of answers are the same%n",
                    figures.size(),
                    figures.values().stream()
                            .mapToInt(each -> Integer.parseInt(each.getOrDefault("attendance.attended.value", "")))
                            .sum(),
                    figures.values().stream().mapToInt(Map::size).sum());
        }
    }

    @Test
    void progress_over_a_stretch_of_time_equals_plain_sql_over_it() throws IOException {
        var from = story.daysAgo(57);
        var to = story.daysAgo(20);

        var figures = compared(from.toString(), to.toString(), "?from=" + from + "&to=" + to);

        assertThat(figures.get(story.clinic.client)).containsEntry("attendance.attended.value", "3");
    }

    @Test
    void nobody_learns_more_than_their_role_and_the_record_allow() {
        http.get(RECEPTION, progress(story.clinic.client)).expect(403);
        http.get(RESEARCHER, progress(story.clinic.client)).expect(403);
        http.get(CLINICIAN, progress(UUID.randomUUID().toString())).expect(404);
        http.get(CLINICIAN, progress("7")).expect(400);
        http.get(CLINICIAN, progress(story.clinic.client) + "?from=2026-01-02&to=2026-01-01")
                .expect(400);
        http.get(CLINICIAN, progress(story.clinic.client) + "?from=yesterday").expect(400);
    }

    @Test
    void what_was_just_recorded_is_counted() {
        var clinic = Clinic.at(http);
        var session = clinic.book(inHours(3), 50).id();
        var reply = http.post(
                        RECEPTION,
                        "/api/v1/sessions/" + session + "/cancel",
                        "{\"by\": \"CLIENT\", \"reason\": \"ill\"}")
                .expect(200);

        var told = http.get(CLINICIAN, progress(clinic.client), "Consistency-Token", reply.header("Consistency-Token"))
                .expect(200)
                .body();

        assertThat(told.at("/attendance/rate/value").asInt(-1)).isZero();
        assertThat(told.at("/attendance/rate/events/0").asString())
                .isEqualTo(reply.body().at("/events/0/id").asString());
        assertThat(told.at("/therapists/share/value").isNull()).isTrue();
    }

    /** Compares every client's answer with the SQL; answers what was found, by client and part. */
    private Map<String, Map<String, String>> compared(String from, String to, String query) throws IOException {
        Map<String, Map<String, String>> bySql = new TreeMap<>();
        application
                .sql()
                .sql(Files.readString(Path.of("src/test/resources/progress.sql"), UTF_8))
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    var parts = bySql.computeIfAbsent(row.getString(1), client -> new TreeMap<>());
                    if (row.getString(3) != null) {
                        collect(Http.JSON.readTree(row.getString(3)), row.getString(2), "", parts);
                    }
                });
        for (var client : bySql.keySet()) {
            Map<String, String> told = new TreeMap<>();
            collect(
                    http.get(RECORDS_OFFICER, progress(client) + query)
                            .expect(200)
                            .body(),
                    "",
                    "",
                    told);
            assertThat(told).as(client).isEqualTo(bySql.get(client));
        }
        return bySql;
    }

    private static String progress(String client) {
        return "/api/v1/clients/" + client + "/progress";
    }

    /** Every part of an answer that is not null, by its path. */
    private static void collect(JsonNode node, String path, String name, Map<String, String> parts) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> collect(each.getValue(), below(path, each.getKey()), each.getKey(), parts));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                var item = node.get(i);
                var key = KEYS.containsKey(name) && item.isObject()
                        ? item.path(KEYS.get(name)).asString()
                        : String.valueOf(i);
                collect(item, below(path, key), "", parts);
            }
        } else if (node.isNumber()) {
            parts.put(path, new BigDecimal(node.toString()).stripTrailingZeros().toPlainString());
        } else if (!node.isNull()) {
            parts.put(path, moment(node.asString()));
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException noTime) {
            return text;
        }
    }
}
