package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.web.Role;
import org.anamnesis.standalone.EveryCommand.Request;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();
    private static final Http HTTP = APPLICATION.http();
    private static final Clinic CLINIC = Clinic.at(HTTP);

    private long before;

    @BeforeEach
    void remember() {
        before = lastPosition();
    }

    @AfterEach
    void history_is_as_it_was() {
        assertThat(lastPosition()).isEqualTo(before);
    }

    private static long lastPosition() {
        return APPLICATION
                .sql()
                .sql("select coalesce(max(position), 0) from history.event")
                .query(Long.class)
                .single();
    }

    /** A problem that says what to do and shows neither code nor what was sent. */
    private static Reply isProblem(Reply reply, int status) {
        reply.expect(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.body().path("type").asString()).startsWith("/problems/");
        assertThat(reply.body().path("traceId").asString()).hasSize(32);
        assertThat(reply.response().body())
                .doesNotContain("Exception", "at org.", "java.", "canary")
                .hasSizeLessThan(5000);
        return reply;
    }

    private static Reply book(String body, String... headers) {
        return HTTP.post(RECEPTION, "/api/v1/sessions", body, headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "[]",
                "null",
                "\"canary\"",
                "{\"a\":}",
                "{\"minutes\": canary}",
                "{\"minutes\": 1, \"minutes\": 2}",
                "\u0000",
                "{\"unheardOf\": 1}"
            })
    void malformed_json_is_400(String body) {
        isProblem(book(body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"day\": \"MONDAY\", \"from\": \"12:00\", \"to\": \"09:00\"}",
                "{\"day\": \"MONDAY\", \"from\": \"09:00\", \"to\": \"09:00\"}",
                "{\"day\": \"CANARYDAY\", \"from\": \"09:00\", \"to\": \"10:00\"}",
                "{\"day\": \"MONDAY\", \"from\": \"09:00\"}",
                "{\"day\": \"MONDAY\", \"from\": \"25:00\", \"to\": \"10:00\"}",
                "{\"day\": \"MONDAY\", \"from\": \"09:00\", \"to\": \"10:00\", \"unheardOf\": 1}",
                "\"MONDAY\"",
                "null"
            })
    void hours_that_end_before_they_begin_are_400(String hours) {
        isProblem(
                HTTP.post(
                        RECEPTION,
                        "/api/v1/therapists/" + CLINIC.therapist + "/availability",
                        "{\"zone\": \"Europe/Berlin\", \"weekly\": [" + hours + "]}"),
                400);
    }

    @ParameterizedTest
    @CsvSource({
        "minutes, -5",
        "minutes, 0",
        "minutes, 100000",
        "minutes, 2147483648",
        "minutes, 1e9",
        "minutes, 50.5",
        "minutes, '\"50\"'",
        "minutes, null",
        "minutes, []",
        "start, '\"9999-12-31T23:59:59Z\"'",
        "start, '\"2026-11-23T10:00:00\"'",
        "start, '\"0000-00-00T00:00:00Z\"'",
        "start, 1700000000",
        "start, '\"+999999999-12-31T23:59:59Z\"'",
        "format, '\"ORGY\"'",
        "format, 3",
        "episodeId, '\"canary\"'",
        "episodeId, 5",
        "purposes, '\"SUPPORT\"'",
        "purposes, '[\"canary\"]'",
        "deviations, '[1]'",
        "deviations, '{\"A\": 1}'",
        "backfill, '\"yes\"'",
        "participants, '[7]'"
    })
    void wrong_types_and_ranges_are_400_at_their_place(String field, String value) {
        var body = CLINIC.booking(inHours(48), 50);
        var wrong = body.contains("\"" + field + "\"")
                ? body.replaceAll("\"" + field + "\": (\"[^\"]*\"|\\d+)", "\"" + field + "\": " + value)
                : body.replace("\"format\"", "\"" + field + "\": " + value + ", \"format\"");

        var problem = isProblem(book(wrong), 400);

        assertThat(problem.body().path("errors").path(0).path("at").asString()).startsWith("/" + field);
    }

    @Test
    void a_body_over_one_mebibyte_is_413() {
        isProblem(book("{\"x\": \"" + "a".repeat(1024 * 1024) + "\"}"), 413);
    }

    @Test
    void nesting_over_64_is_400() {
        isProblem(book("{\"a\":".repeat(65) + "1" + "}".repeat(65)), 400);
        isProblem(book("[".repeat(100_000)), 400);
    }

    @Test
    void a_text_over_256_kib_is_400() {
        isProblem(HTTP.post(RECORDS_OFFICER, "/api/v1/therapists", "{\"name\": \"" + "a".repeat(262_145) + "\"}"), 400);
    }

    @Test
    void another_media_type_is_415_and_another_representation_406() {
        isProblem(
                HTTP.send(HTTP.request("/api/v1/sessions", "Authorization", "Bearer " + HTTP.token(RECEPTION))
                        .header("Content-Type", "text/xml")
                        .POST(HttpRequest.BodyPublishers.ofString("<a/>"))
                        .build()),
                415);
        HTTP.get(RECEPTION, "/api/v1/schedule?from=2026-01-01&to=2026-01-02", "Accept", "image/png")
                .expect(406);
    }

    @Test
    void unknown_ids_are_404_with_their_field() {
        var nobody = UUID.randomUUID().toString();
        var good = CLINIC.booking(inHours(48), 50);
        for (var field : new String[] {"episodeId", "therapistId", "placeId"}) {
            var problem = isProblem(
                    book(good.replaceAll("\"" + field + "\": \"[^\"]*\"", "\"" + field + "\": \"" + nobody + "\"")),
                    404);
            assertThat(problem.body().path("field").asString()).isEqualTo(field);
        }
        assertThat(isProblem(
                                book(good.replace("\"format\"", "\"participants\": [\"" + nobody + "\"], \"format\"")),
                                404)
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("participants[0]");
        isProblem(HTTP.post(RECEPTION, "/api/v1/sessions/" + nobody + "/check-in", ""), 404);
        isProblem(HTTP.post(CLINICIAN, "/api/v1/plans/" + nobody + "/propose", ""), 404);
        isProblem(HTTP.get(CLINICIAN, "/api/v1/clients/" + nobody + "/timeline"), 404);
        isProblem(HTTP.get(AUDITOR, "/api/v1/compliance/audit-trail?client=" + nobody), 404);
        isProblem(HTTP.get(AUDITOR, "/api/v1/nothing"), 404);
    }

    @Test
    void an_id_of_another_kind_of_thing_is_404() {
        isProblem(HTTP.post(RECEPTION, "/api/v1/sessions/" + CLINIC.client + "/check-in", ""), 404);
        isProblem(HTTP.post(CLINICIAN, "/api/v1/plans/" + CLINIC.episode + "/propose", ""), 404);
        isProblem(HTTP.post(RECORDS_OFFICER, "/api/v1/credentials/" + CLINIC.place + "/verify", "{}"), 404);
        isProblem(HTTP.post(RECEPTION, "/api/v1/sessions/not-a-uuid/check-in", ""), 400);
    }

    @Test
    void an_id_in_path_and_body_is_400() {
        isProblem(
                HTTP.post(
                        RECEPTION,
                        "/api/v1/sessions/" + UUID.randomUUID() + "/check-in",
                        "{\"sessionId\": \"" + UUID.randomUUID() + "\"}"),
                400);
    }

    @Test
    void a_second_creation_with_the_same_id_is_409() {
        for (var body : new String[] {
            "{\"therapistId\": \"%s\", \"name\": \"x\"}".formatted(CLINIC.therapist),
            "{\"therapistId\": \"%s\", \"name\": \"x\"}".formatted(CLINIC.place)
        }) {
            var problem = isProblem(HTTP.post(RECORDS_OFFICER, "/api/v1/therapists", body), 409);
            assertThat(problem.body().path("refusals").path(0).path("code").asString())
                    .isEqualTo("ALREADY_EXISTS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"99\"", "\"-1\"", "W/\"1\"", "1", "canary", "\"1\", \"2\""})
    void a_stale_or_senseless_version_is_412(String ifMatch) {
        isProblem(
                HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/places/" + CLINIC.place + "/attest",
                        "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": true}",
                        "If-Match",
                        ifMatch),
                412);
    }

    @Test
    void an_adjustment_without_a_version_is_428() {
        isProblem(
                HTTP.post(
                        CLINICIAN,
                        "/api/v1/plans/" + UUID.randomUUID() + "/adjust",
                        "{\"changes\": [{\"op\": \"END_GOAL\", \"goalId\": \"" + UUID.randomUUID()
                                + "\"}], \"reason\": \"REVIEW\"}"),
                428);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_senseless_idempotency_key_is_400(String key) {
        isProblem(book(CLINIC.booking(inHours(48), 50), "Idempotency-Key", key.isEmpty() ? "x".repeat(201) : key), 400);
    }

    @Test
    void a_booking_in_the_past_is_409_however_far() {
        var problem = isProblem(book(CLINIC.booking(Instant.parse("1900-01-02T00:00:00Z"), 50)), 409);

        assertThat(problem.body().path("refusals").toString()).contains("START_IN_PAST");
    }

    @Test
    void a_day_that_daylight_saving_shortens_or_lengthens_is_a_day() {
        for (var day : new String[] {"2026-03-29", "2026-10-25"}) {
            HTTP.get(RECEPTION, "/api/v1/schedule?from=" + day + "&to=" + day + "T23:59:59%2B01:00")
                    .expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-01-01",
                "from=2026-01-02&to=2026-01-01",
                "from=canary&to=2026-01-01",
                "from=2026-01-01&to=2026-01-02&limit=0",
                "from=2026-01-01&to=2026-01-02&limit=201",
                "from=2026-01-01&to=2026-01-02&limit=canary",
                "from=2026-01-01&to=2026-01-02&cursor=canary",
                "from=2026-01-01&to=2026-01-02&cursor=MjAyNi0xMS0yM1QxMjo1ODozOS4xMDAyODhafDg",
                "from=2026-01-01&to=2026-01-02&clientId=canary",
                "from=2026-01-01&to=2026-01-02&status=canary"
            })
    void senseless_questions_are_400(String query) {
        isProblem(HTTP.get(RECEPTION, "/api/v1/schedule?" + query), 400);
    }

    @Test
    void a_senseless_consistency_token_is_400_and_one_that_lies_ahead_503() {
        var path = "/api/v1/schedule?from=2026-01-01&to=2026-01-02";
        isProblem(HTTP.get(RECEPTION, path, "Consistency-Token", "canary"), 400);
        var ahead = isProblem(HTTP.get(RECEPTION, path, "Consistency-Token", "f_______________________________"), 503);
        assertThat(ahead.header("Retry-After")).isNotEmpty();
    }

    static Stream<Request> commands() {
        return EveryCommand.in(HTTP).stream();
    }

    @Test
    void a_command_demands_its_role() {
        commands().toList().forEach(command -> {
            remember();
            var other = command.operation().contains("DatasetExport") ? RECEPTION : RESEARCHER;
            isProblem(
                    new Request(command.operation(), other, command.path(), command.body(), command.headers())
                            .send(HTTP),
                    403);
            history_is_as_it_was();
        });
        remember();
    }

    @ParameterizedTest
    @MethodSource("roles")
    void a_question_demands_its_role(Role role, String path) {
        isProblem(HTTP.get(role, path), 403);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> roles() {
        return Stream.of(
                org.junit.jupiter.params.provider.Arguments.of(
                        RECEPTION, "/api/v1/clients/" + CLINIC.client + "/timeline"),
                org.junit.jupiter.params.provider.Arguments.of(
                        RECEPTION, "/api/v1/compliance/audit-trail?client=" + CLINIC.client),
                org.junit.jupiter.params.provider.Arguments.of(
                        RESEARCHER, "/api/v1/schedule?from=2026-01-01&to=2026-01-02"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer ",
                "Bearer canary",
                "Basic Y2xpbmljaWFuOmRlbW8=",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJjbGluaWNpYW4ifQ."
            })
    void without_a_valid_token_it_is_401(String authorization) {
        var request = HTTP.request("/api/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        isProblem(
                HTTP.send((authorization.isEmpty() ? request : request.header("Authorization", authorization)).build()),
                401);
    }

    @Test
    void a_problem_has_a_page_that_says_what_to_do() {
        HTTP.send(HTTP.request("/problems/refused").GET().build()).expect(200);
        isProblem(HTTP.send(HTTP.request("/problems/canary").GET().build()), 404);
    }

    @Test
    void a_method_that_is_not_there_is_405() {
        isProblem(HTTP.get(RECEPTION, "/api/v1/sessions"), 405);
    }

    @Test
    void what_is_wrong_deep_inside_is_named_too() {
        var session = http(RECORDS_OFFICER, "/sessions", backfill());
        HTTP.post(RECORDS_OFFICER, session + "/start", "{\"occurredAt\": \"" + inHours(-48) + "\"}")
                .expect(200);
        var end = ", \"actualEnd\": \"" + inHours(-47) + "\"}";
        var plan = CLINIC.planInForce();
        remember();

        for (var minutes : List.of("-5", "5000")) {
            var delivered = "{\"delivered\": [{\"modality\": \"COGNITIVE\", \"minutes\": " + minutes + "}]" + end;
            isProblem(HTTP.post(CLINICIAN, session + "/complete", delivered), 400);
        }
        isProblem(
                HTTP.post(CLINICIAN, "/api/v1/plans/" + plan.id() + "/adjust", """
                        {"reason": "REVIEW", "changes": [{"op": "SET_MODALITIES", "modalities": [
                          {"modality": "COGNITIVE", "share": 50}, {"modality": "COGNITIVE", "share": 50}]}]}""", "If-Match", plan.header("ETag")),
                400);
        isProblem(
                HTTP.post(
                        CLINICIAN,
                        session + "/complete",
                        "{\"attendance\": [{\"participant\": \"" + UUID.randomUUID() + "\", \"attended\": true}]"
                                + end),
                404);
        isProblem(HTTP.post(RECEPTION, session + "/no-show", "{\"participant\": \"" + UUID.randomUUID() + "\"}"), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+01:00", "GMT+1", "CEST", "Berlin", ""})
    void a_time_zone_has_an_iana_name(String zone) {
        isProblem(HTTP.post(RECORDS_OFFICER, "/api/v1/places", """
                        {"name": "x", "kind": "ROOM", "zone": "%s", "jurisdiction": "DE-BE"}""".formatted(zone)), 400);
    }

    @Test
    void a_reason_says_something() {
        isProblem(book(CLINIC.booking(inHours(300), 50, ", \"deviations\": {\"PLACE_DEVIATION\": \" \"}")), 400);
        isProblem(HTTP.post(RECORDS_OFFICER, "/api/v1/therapists", "{\"name\": \"\"}"), 400);
    }

    private static String backfill() {
        return CLINIC.booking(inHours(-48), 50, ", \"backfill\": true");
    }

    private static String http(Role role, String path, String body) {
        return "/api/v1" + path + "/" + HTTP.post(role, "/api/v1" + path, body).id();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kinds=%00",
                "kinds=session",
                "from=%2B300000-01-01",
                "to=-0044-03-15",
                "from=yesterday",
                "limit=0",
                "limit=201",
                "cursor=x",
                "cursor=KzMwMDAwMC0wMS0wMVQwMDowMDowMFp8MQ",
            })
    void a_question_that_makes_no_sense_is_400(String parameters) {
        isProblem(HTTP.get(CLINICIAN, "/api/v1/clients/" + CLINIC.client + "/timeline?" + parameters), 400);
        var schedule = "/api/v1/schedule?from=2026-01-01&to=2026-02-01&" + parameters;
        if (!parameters.startsWith("kinds") && !parameters.contains("to=") && !parameters.contains("from=")) {
            isProblem(HTTP.get(RECEPTION, schedule), 400);
            isProblem(
                    HTTP.get(CLINICIAN, "/api/v1/compliance/audit-trail?client=" + CLINIC.client + "&" + parameters),
                    400);
        }
    }
}
