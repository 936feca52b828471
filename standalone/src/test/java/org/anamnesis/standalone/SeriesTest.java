package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SeriesTest {

    private static final String SERIES = "/api/v1/session-series";
    private static final Http HTTP = RunningApplication.shared().http();

    private final Clinic clinic = Clinic.at(HTTP);
    private final Instant first = Clinic.inHours(24);

    @Test
    void sessions_keep_their_local_time_when_the_clocks_change() {
        var booked = HTTP.post(
                        RECEPTION, SERIES, weekly("2027-03-15", "\"count\": 3, \"exceptions\": [\"2027-03-22\"]"))
                .expect(201);

        assertThat(starts(booked))
                .containsExactly("2027-03-15T09:00:00Z", "2027-03-29T08:00:00Z", "2027-04-05T08:00:00Z");
        var series = HTTP.get(RECEPTION, booked.header("Location")).expect(200);
        assertThat(series.header("ETag")).isEqualTo("\"0\"").isEqualTo(booked.header("ETag"));
        assertThat(texts(series.body().path("sessions"), "start")).isEqualTo(starts(booked));
    }

    @Test
    void the_last_day_belongs_to_a_series() {
        assertThat(starts(HTTP.post(RECEPTION, SERIES, weekly("2027-05-03", "\"until\": \"2027-05-17\""))
                        .expect(201)))
                .hasSize(3);
    }

    @Test
    void each_session_of_a_series_has_a_history_and_grounds_of_its_own() {
        var booked = HTTP.post(RECEPTION, SERIES, clinic.series(first, 3)).expect(201);
        var sessions = items(HTTP.get(
                RECEPTION,
                "/api/v1/schedule?from=2026-01-01&to=2199-01-01&clientId=" + clinic.client,
                "Consistency-Token",
                booked.header("Consistency-Token")));
        assertThat(sessions).hasSize(3);

        var one = sessions.getFirst().path("sessionId").asString();
        HTTP.post(RECEPTION, "/api/v1/sessions/" + one + "/cancel", "{\"by\": \"CLIENT\", \"reason\": \"ill\"}")
                .expect(200);
        assertThat(HTTP.get(RECEPTION, "/api/v1/sessions/" + one)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("CANCELLED");
        assertThat(booked.body().path("grounds").size()).isPositive();
    }

    @Test
    void every_conflict_is_named_and_none_of_the_sessions_is_booked() {
        clinic.book(first.plus(1, ChronoUnit.DAYS), 50).expect(201);
        clinic.book(first.plus(3, ChronoUnit.DAYS), 50).expect(201);

        var refused = HTTP.post(RECEPTION, SERIES, clinic.series(first, 5)).expect(409);

        assertThat(texts(refused.body().path("refusals"), "start").stream().distinct())
                .containsExactly(
                        first.plus(1, ChronoUnit.DAYS).toString(),
                        first.plus(3, ChronoUnit.DAYS).toString());
        assertThat(texts(refused.body().path("refusals"), "code")).containsOnly("OVERLAP");
        clinic.book(first, 50).expect(201);
    }

    @Test
    void a_dry_run_judges_the_whole_series_and_leaves_nothing_behind() {
        var booked = clinic.book(first.plus(1, ChronoUnit.DAYS), 50).expect(201);
        var ask = clinic.series(first, 3);

        var judged = HTTP.post(RECEPTION, SERIES + "?dryRun=true", ask, "Idempotency-Key", clinic.client)
                .expect(200);
        assertThat(judged.body().path("starts").size()).isEqualTo(3);
        assertThat(texts(judged.body().path("refusals"), "start"))
                .containsOnly(first.plus(1, ChronoUnit.DAYS).toString());

        var free = clinic.series(first.plus(5, ChronoUnit.DAYS), 3);
        assertThat(HTTP.post(RECEPTION, SERIES + "?dryRun=true", free)
                        .expect(200)
                        .body()
                        .path("refusals")
                        .size())
                .isZero();
        assertThat(items(HTTP.get(
                        RECEPTION,
                        "/api/v1/schedule?from=2026-01-01&to=2199-01-01&clientId=" + clinic.client,
                        "Consistency-Token",
                        booked.header("Consistency-Token"))))
                .hasSize(1);
        HTTP.post(RECEPTION, SERIES, free, "Idempotency-Key", clinic.client).expect(201);
        HTTP.post(CLINICIAN, SERIES + "?dryRun=maybe", free).expect(400);
    }

    @Test
    void a_series_has_an_end_that_is_said_in_one_way_and_not_too_far() {
        for (var wrong : List.of(
                "\"count\": 10000",
                "\"count\": 0",
                "\"until\": \"2190-01-01\"",
                "\"until\": \"2020-01-01\"",
                "\"count\": 3, \"until\": \"2027-05-17\"",
                "\"exceptions\": []",
                "\"count\": 1, \"exceptions\": [\"soon\"]")) {
            HTTP.post(RECEPTION, SERIES, weekly("2027-05-03", wrong)).expect(400);
        }
        HTTP.post(RECEPTION, SERIES, clinic.series(first, 3).replace("\"every\": 1", "\"every\": 0"))
                .expect(400);
        HTTP.post(RECEPTION, SERIES, clinic.series(Clinic.inHours(-72), 2)).expect(409);
    }

    @Test
    void no_more_sessions_are_booked_together_than_the_rules_allow() {
        var judged = HTTP.post(RECEPTION, SERIES + "?dryRun=true", weekly("2027-05-03", "\"count\": 105"))
                .expect(200);

        assertThat(texts(judged.body().path("refusals"), "what")).contains("SERIES_LENGTH");
        assertThat(texts(
                        HTTP.post(RECEPTION, SERIES + "?dryRun=true", weekly("2027-05-03", "\"count\": 104"))
                                .expect(200)
                                .body()
                                .path("refusals"),
                        "what"))
                .doesNotContain("SERIES_LENGTH");
    }

    private String weekly(String from, String end) {
        return """
                {"episodeId": "%s", "therapistId": "%s", "placeId": "%s", "minutes": 50, "format": "INDIVIDUAL",
                 "cadence": {"every": 1, "unit": "WEEKS", "weekday": "MONDAY", "time": "10:00",
                  "zone": "Europe/Berlin"},
                 "from": "%s", %s}""".formatted(clinic.episode, clinic.therapist, clinic.place, from, end);
    }

    private List<String> starts(Http.Reply booked) {
        return texts(
                HTTP.get(
                                RECEPTION,
                                "/api/v1/schedule?from=2026-01-01&to=2199-01-01&clientId=" + clinic.client,
                                "Consistency-Token",
                                booked.header("Consistency-Token"))
                        .expect(200)
                        .body()
                        .path("items"),
                "start");
    }

    private static List<JsonNode> items(Http.Reply reply) {
        return StreamSupport.stream(reply.expect(200).body().path("items").spliterator(), false)
                .toList();
    }

    private static List<String> texts(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(name).asString())
                .toList();
    }
}
