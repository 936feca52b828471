package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.SeededHistory;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What somebody from outside sees by a grant of access, and that it is on record. */
class BoardsTest {

    private static final String GRANTS = "/api/v1/access-grants";
    private static final String AUTHORITY =
            "/api/v1/compliance/practice-authority?from=2023-01-01&to=2025-01-01&limit=200";
    private static final String TRAIL = "/api/v1/compliance/audit-trail?client=";
    private static final String NOBODY = UUID.randomUUID().toString();

    private static final RunningApplication APPLICATION = RunningApplication.start();
    private static final Http HTTP = APPLICATION.http();
    private static final Tokens TOKENS = new Tokens(APPLICATION);
    private static final JdbcClient OWNER =
            JdbcClient.create(APPLICATION.bean(Schemas.class).owner());

    private final Clinic clinic = Clinic.at(HTTP);

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    private static Reply as(String token, String path) {
        return HTTP.as(token, "GET", path, "");
    }

    private static String granted(String granting) {
        return HTTP.post(PRIVACY_OFFICER, GRANTS, granting).expect(201).id();
    }

    private static Reply end(String grant) {
        return HTTP.post(PRIVACY_OFFICER, GRANTS + "/" + grant + "/end", "{\"reason\": \"all is read\"}");
    }

    private static JsonNode credentials(String grant) {
        return HTTP.post(PRIVACY_OFFICER, GRANTS + "/" + grant + "/credentials", "")
                .expect(200)
                .body();
    }

    private static HttpResponse<String> token(Http from, JsonNode credentials) {
        return new Browser(from)
                .post(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                credentials.path("clientId").asString(),
                                "client_secret",
                                credentials.path("secret").asString()));
    }

    private static String bearer(JsonNode credentials) {
        var answer = token(HTTP, credentials);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.JSON.readTree(answer.body()).path("access_token").asString();
    }

    /** A session of a client with a therapist that was held and is entered now. */
    private String held(Clinic of, String therapist, String start) {
        var session = HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/sessions",
                        of.booking(Instant.parse(start), 50, ", \"backfill\": true")
                                .replace(of.therapist, therapist))
                .id();
        HTTP.post(RECORDS_OFFICER, "/api/v1/sessions/" + session + "/start", "{\"occurredAt\": \"" + start + "\"}")
                .expect(200);
        return session;
    }

    private String grantingTrail() {
        return clinic.granting().replace("R-10", "R-01");
    }

    private String trailOf(String client) {
        return grantingTrail()
                .replace("\"therapists\": [\"" + clinic.therapist + "\"]", "\"therapists\": []")
                .replace("\"clients\": []", "\"clients\": [\"" + client + "\"]");
    }

    private String inFirstQuarter() {
        return clinic.granting()
                .replace("\"reports\"", "\"from\": \"2024-01-01\", \"to\": \"2024-04-01\", \"reports\"");
    }

    private static List<String> sessions(Reply report) {
        return report.expect(200)
                .body()
                .path("items")
                .valueStream()
                .map(line -> line.path("sessionId").asString())
                .toList();
    }

    private static String report(Map<String, Object> look) {
        return String.valueOf(look.get("asked")).replaceAll("[?].*", "");
    }

    private static List<Map<String, Object>> looks(String grant) {
        return APPLICATION
                .sql()
                .sql("select * from history.access_record where access_grant = ?::uuid order by id")
                .param(grant)
                .query()
                .listOfRows();
    }

    @Test
    void a_board_gets_tokens_for_its_grant_and_sees_that_and_nothing_else() {
        var grant = granted(clinic.granting());
        var other = granted(clinic.granting());
        var credentials = credentials(grant);
        assertThat(credentials.path("tokenUrl").asString()).isEqualTo(HTTP.base() + "/oauth2/token");

        var board = bearer(credentials);

        var own = as(board, GRANTS + "/" + grant).expect(200).body();
        assertThat(own.path("state").asString()).isEqualTo("LIVE");
        assertThat(own.at("/scope/therapists/0").asString()).isEqualTo(clinic.therapist);
        assertThat(own.at("/scope/reports/0").asString()).isEqualTo("R-10");
        assertThat(own.has("recipient")).isFalse();
        as(board, GRANTS + "/" + other).expect(404);
        as(board, GRANTS + "/" + NOBODY).expect(404);
        for (var path : List.of(
                GRANTS,
                "/api/v1/clients/" + clinic.client,
                "/api/v1/therapists/" + clinic.therapist,
                "/api/v1/compliance/audit-trail?client=" + clinic.client,
                "/api/v1/catalogues/feelings",
                "/actuator/prometheus")) {
            as(board, path).expect(403);
        }
        HTTP.as(board, "POST", GRANTS + "/" + grant + "/credentials", "").expect(403);
        HTTP.as(board, "POST", GRANTS + "/" + grant + "/end", "{\"reason\": \"x\"}")
                .expect(403);
    }

    @Test
    void of_a_secret_only_the_hash_is_kept_and_a_new_one_takes_its_place() {
        var grant = granted(clinic.granting());
        var first = credentials(grant);
        var second = credentials(grant);

        assertThat(token(HTTP, first).statusCode()).isEqualTo(401);
        assertThat(token(HTTP, second).statusCode()).isEqualTo(200);
        assertThat(APPLICATION
                        .sql()
                        .sql("select b::text from staff.board_client b where grant_id = ?::uuid")
                        .param(grant)
                        .query(String.class)
                        .single())
                .contains("bcrypt")
                .doesNotContain(second.path("secret").asString());
        HTTP.post(PRIVACY_OFFICER, GRANTS + "/" + NOBODY + "/credentials", "").expect(404);
    }

    @Test
    void once_the_grant_is_ended_the_next_request_is_refused_and_there_are_no_more_tokens() {
        var grant = granted(clinic.granting());
        var credentials = credentials(grant);
        var board = bearer(credentials);
        as(board, AUTHORITY).expect(200);

        end(grant).expect(200);

        for (var path : List.of(GRANTS + "/" + grant, AUTHORITY, TRAIL + clinic.client, TRAIL + NOBODY)) {
            assertThat(as(board, path).expect(403).body().path("detail").asString())
                    .contains("was ended");
        }
        assertThat(token(HTTP, credentials).statusCode()).isEqualTo(401);
        HTTP.post(PRIVACY_OFFICER, GRANTS + "/" + grant + "/credentials", "").expect(409);
        assertThat(looks(grant).getLast()).containsEntry("outcome", "NOT_LIVE");
    }

    @Test
    void a_grant_opens_nothing_before_it_begins_and_nothing_once_its_time_is_over() {
        var early = granted(clinic.granting().replace("\"from\": \"2026-01-01\"", "\"from\": \"2089-01-01\""));
        as(TOKENS.ofBoard(early), AUTHORITY).expect(403);
        assertThat(token(HTTP, credentials(early)).statusCode()).isEqualTo(401);
        assertThat(state(early)).isEqualTo("NOT_YET");

        var late = granted(clinic.granting());
        var board = bearer(credentials(late));
        OWNER.sql("update history.fact_access_grant set until = now() where grant_id = ?::uuid")
                .param(late)
                .update(); // as if that long had passed
        as(board, AUTHORITY).expect(403);
        as(board, GRANTS + "/" + late).expect(403);
        HTTP.post(PRIVACY_OFFICER, GRANTS + "/" + late + "/credentials", "").expect(409);
    }

    private static String state(String grant) {
        return HTTP.get(AUDITOR, GRANTS + "/" + grant)
                .expect(200)
                .body()
                .path("state")
                .asString();
    }

    @Test
    void by_a_grant_for_one_therapist_and_one_quarter_it_reads_exactly_that_and_each_look_is_on_record() {
        var other = Clinic.at(HTTP);
        held(clinic, clinic.therapist, "2023-12-31T22:30:00Z"); // the last half hour of the year in Berlin
        var first = held(clinic, clinic.therapist, "2023-12-31T23:30:00Z"); // the first of the next
        var last = held(clinic, clinic.therapist, "2024-03-31T21:30:00Z"); // with daylight saving
        held(clinic, clinic.therapist, "2024-03-31T22:30:00Z");
        held(clinic, other.therapist, "2024-02-01T09:00:00Z");
        held(other, other.therapist, "2024-02-01T09:00:00Z");
        var grant = granted(inFirstQuarter());
        var board = bearer(credentials(grant));

        assertThat(sessions(as(board, AUTHORITY))).containsExactly(first, last);
        assertThat(sessions(HTTP.get(AUDITOR, AUTHORITY))).hasSizeGreaterThanOrEqualTo(6);

        assertThat(looks(grant))
                .hasSize(2)
                .allSatisfy(look -> assertThat(look)
                        .containsEntry("actor", "grant-" + grant)
                        .containsEntry("role", "board")
                        .containsEntry("kind", "practiceAuthority")
                        .containsEntry("purpose", "COMPLIANCE")
                        .containsEntry("legal_basis", "45 CFR 164.512(d), 42 CFR 2.53")
                        .containsEntry("outcome", "PERMITTED")
                        .containsEntry("answered", 2))
                .allSatisfy(look -> assertThat(report(look)).isEqualTo("R-10@1"))
                .extracting(look -> look.get("client"))
                .containsExactly(null, UUID.fromString(clinic.client));
        var told = external(grant);
        assertThat(told.path("reads").asInt()).isEqualTo(1);
        assertThat(told.path("rowsRead").asInt()).isEqualTo(2);
        assertThat(told.path("copiesTaken").asInt()).isZero();
    }

    @Test
    void a_client_outside_the_scope_does_not_exist() {
        var other = Clinic.at(HTTP);
        held(clinic, clinic.therapist, "2024-02-01T09:00:00Z");
        held(other, other.therapist, "2024-02-01T09:00:00Z");
        held(other, clinic.therapist, "2024-05-01T09:00:00Z");
        var grant = granted(inFirstQuarter().replace("R-10", "R-01"));
        var board = TOKENS.ofBoard(grant);

        as(board, TRAIL + clinic.client).expect(200);
        assertThat(told(as(board, TRAIL + other.client).expect(404)))
                .isEqualTo(told(as(board, TRAIL + NOBODY).expect(404)));
        assertThat(looks(grant).getLast())
                .containsEntry("client", UUID.fromString(NOBODY))
                .containsEntry("outcome", "NOT_YOURS");

        var sampled = TOKENS.ofBoard(granted(trailOf(other.client)));
        as(sampled, TRAIL + clinic.client).expect(404);
        assertThat(as(sampled, TRAIL + other.client).expect(200).body().path("items"))
                .isNotEmpty();
    }

    @Test
    void what_stands_is_shown_whatever_the_days_of_the_grant() {
        var board = TOKENS.ofBoard(granted(clinic.granting()
                .replace("R-10", "R-11")
                .replace("\"reports\"", "\"to\": \"2024-04-01\", \"reports\"")));

        assertThat(as(board, "/api/v1/compliance/credentials")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .map(row -> row.path("therapistId").asString()))
                .isNotEmpty()
                .containsOnly(clinic.therapist);
    }

    @Test
    void a_chart_is_drawn_among_the_clients_of_the_grant_and_for_no_grant_that_opens_parts_of_charts() {
        var other = Clinic.at(HTTP);
        var sample = "/api/v1/compliance/chart-sample?seed=board&n=500";

        assertThat(as(TOKENS.ofBoard(granted(trailOf(other.client).replace("R-01", "R-23"))), sample)
                        .expect(200)
                        .body()
                        .path("items"))
                .hasSize(1);
        assertThat(as(TOKENS.ofBoard(granted(clinic.granting().replace("R-10", "R-23"))), sample)
                        .expect(403)
                        .body()
                        .path("detail")
                        .asString())
                .contains("whole record");
    }

    @Test
    void what_is_counted_for_a_grant_is_what_lies_within_it() {
        held(clinic, clinic.therapist, "2024-02-01T09:00:00Z");
        var other = Clinic.at(HTTP);
        held(other, other.therapist, "2024-02-01T09:00:00Z");
        var board = TOKENS.ofBoard(granted(trailOf(other.client).replace("R-01", "R-25")));

        assertThat(as(
                                board,
                                "/api/v1/compliance/license-what-if/counts?profile=us-ca-otp@1&from=2024-01-01&to=2025-01-01")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(count -> count.path("report").asString().equals("R-10"))
                        .map(count -> count.path("judged").asInt()))
                .containsExactly(1);
    }

    /** What R-19 tells of a grant. */
    private static JsonNode external(String grant) {
        return HTTP.get(AUDITOR, "/api/v1/compliance/external-access?limit=200")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(row -> row.path("grantId").asString().equals(grant))
                .findFirst()
                .orElseThrow();
    }

    /** All of an answer but the name of the request. */
    private static String told(Reply reply) {
        return reply.response().body().replaceAll("[0-9a-f]{32}", "");
    }

    @Test
    void a_report_that_the_grant_does_not_name_is_not_for_it() {
        var grant = granted(clinic.granting().replace("R-10", "R-03"));

        assertThat(as(TOKENS.ofBoard(grant), AUTHORITY)
                        .expect(403)
                        .body()
                        .path("detail")
                        .asString())
                .contains("does not open this");
        assertThat(looks(grant))
                .singleElement()
                .satisfies(look ->
                        assertThat(look).containsEntry("outcome", "ROLE").containsEntry("asked", "R-10"));
    }

    @Test
    void who_people_are_and_whether_copies_may_be_taken_is_told_as_it_was_granted() {
        var strict = TOKENS.ofBoard(granted(trailOf(clinic.client)));
        assertThat(as(strict, TRAIL + clinic.client).expect(200).response().body())
                .contains("Client registered")
                .doesNotContain("Anna");
        as(strict, TRAIL + clinic.client + "&format=csv").expect(403);

        var openly = granted(trailOf(clinic.client)
                .replace("\"copies\": false", "\"copies\": true, \"destroyBy\": \"2090-02-01\"")
                .replace("\"identities\": false", "\"identities\": true"));
        var open = TOKENS.ofBoard(openly);
        assertThat(as(open, TRAIL + clinic.client + "&format=csv")
                        .expect(200)
                        .response()
                        .body())
                .contains("Anna");
        assertThat(as(open, GRANTS + "/" + openly)
                        .expect(200)
                        .body()
                        .path("recipient")
                        .asString())
                .isEqualTo("Ms Luchs");
    }

    @Test
    void what_cannot_be_put_on_record_is_not_told() {
        var board = TOKENS.ofBoard(granted(clinic.granting()));
        var ended = granted(clinic.granting());
        end(ended).expect(200);
        OWNER.sql("revoke insert on history.access_record from anamnesis_reader")
                .update();
        try {
            assertThat(as(board, AUTHORITY).expect(503).body().has("items")).isFalse();
            as(board, TRAIL + NOBODY).expect(503);
            as(TOKENS.ofBoard(ended), AUTHORITY).expect(503);
        } finally {
            OWNER.sql("grant insert on history.access_record to anamnesis_reader")
                    .update();
        }
        as(board, AUTHORITY).expect(200);
    }

    @Test
    void a_long_report_stops_when_its_grant_is_ended_meanwhile() throws Exception {
        SeededHistory.write(OWNER, 60_000);
        var path = "/api/v1/compliance/practice-authority?from=2020-01-01&to=2021-06-01";
        var until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (HTTP.get(AUDITOR, path).status() == 503) { // not all is folded yet
            assertThat(System.nanoTime()).isLessThan(until);
        }
        var grant = granted(clinic.grantingCopies()
                .replace("\"therapists\": [\"" + clinic.therapist + "\"]", "\"therapists\": []"));
        var request = HttpRequest.newBuilder(URI.create(HTTP.base() + path + "&format=ndjson"))
                .header("Authorization", "Bearer " + TOKENS.ofBoard(grant))
                .build();
        try (var client = HttpClient.newHttpClient();
                var sent = new BufferedReader(new InputStreamReader(
                        client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                                .body(),
                        UTF_8))) {
            assertThat(sent.readLine()).contains("\"header\"");

            end(grant).expect(200);

            var rest = CompletableFuture.supplyAsync(() -> sent.lines().toList());
            var told = rest.get(60, SECONDS);
            var end = Http.JSON.readTree(told.getLast()).path("end");
            assertThat(end.path("complete").asBoolean()).isFalse();
            assertThat(end.path("rowCount").asInt()).isEqualTo(told.size() - 1).isPositive();
            assertThat(end.path("problem").asString()).isEqualTo("the grant has ended");

            var made = external(grant);
            assertThat(made.path("reads").asInt()).isEqualTo(1);
            assertThat(made.path("copiesTaken").asInt()).isEqualTo(1);
            assertThat(made.path("rowsRead").asInt()).isEqualTo(told.size() - 1).isGreaterThan(100);
        }
    }

    @Test
    void a_report_by_those_who_work_here_is_on_record_as_such_and_for_each_client_it_shows() {
        var session = held(clinic, clinic.therapist, "2024-02-01T09:00:00Z");

        assertThat(sessions(HTTP.get(PRIVACY_OFFICER, AUTHORITY, "X-Request-Id", "x")))
                .contains(session);

        assertThat(APPLICATION
                        .sql()
                        .sql("""
                                select count(*) filter (where client is null)
                                        + count(*) filter (where client = ?::uuid)
                                from history.access_record
                                where kind = 'practiceAuthority' and asked like 'R-10@1?%' and role = 'privacy-officer'
                                    and access_grant is null""")
                        .params(clinic.client)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        HTTP.get(CLINICIAN, AUTHORITY).expect(403);
    }

    @Test
    void those_who_answer_for_it_see_every_grant_and_what_became_of_the_copies() {
        var grant = granted(clinic.grantingCopies());
        assertThat(end(grant).expect(200).body().at("/events/0/type").asString())
                .isEqualTo("AccessGrantEnded");
        HTTP.post(PRIVACY_OFFICER, GRANTS + "/" + grant + "/confirm-destruction", "{\"note\": \"by letter\"}")
                .expect(200);

        var now = HTTP.get(RECORDS_OFFICER, GRANTS + "/" + grant).expect(200);

        assertThat(now.header("ETag")).isEqualTo("\"2\"");
        assertThat(now.body().path("state").asString()).isEqualTo("ENDED");
        assertThat(now.body().path("recipient").asString()).isEqualTo("Ms Luchs");
        assertThat(now.body().path("undertaking").asString()).isEqualTo("signed by hand, in the safe");
        assertThat(now.body().path("endReason").asString()).isEqualTo("all is read");
        assertThat(now.body().path("destroyBy").asString()).isEqualTo("2090-02-01");
        assertThat(now.body().path("destroyedAt").asString()).isNotEmpty();
        assertThat(now.body().path("destructionNote").asString()).isEqualTo("by letter");
        var one = HTTP.get(AUDITOR, GRANTS + "?limit=1").expect(200).body();
        assertThat(one.path("items")).hasSize(1);
        var all = HTTP.get(AUDITOR, GRANTS + "?limit=200").expect(200).body().path("items");
        assertThat(all).contains(now.body());
        assertThat(HTTP.get(
                                AUDITOR,
                                GRANTS + "?limit=1&cursor=" + one.path("next").asString())
                        .expect(200)
                        .body()
                        .at("/items/0"))
                .isEqualTo(all.get(1));
    }

    @Test
    void a_grant_without_an_undertaking_that_is_over_at_once_and_never_has_copies_destroyed_is_refused_for_all_of_it() {
        var body = clinic.granting()
                .replace("\"undertakingSignedAt\": \"2026-01-01\", ", "")
                .replace("\"until\": \"2090-01-01\"", "\"until\": \"2026-01-02\"")
                .replace("\"copies\": false", "\"copies\": true");

        var refusals =
                HTTP.post(PRIVACY_OFFICER, GRANTS, body).expect(409).body().path("refusals");

        assertThat(refusals).hasSize(3);
        assertThat(refusals.toString()).contains("in writing", "not before now", "destroyed by some day");
    }

    @Test
    void what_is_not_known_is_named_at_its_place() {
        assertThat(HTTP.post(PRIVACY_OFFICER, GRANTS, clinic.granting().replace(clinic.therapist, NOBODY))
                        .expect(404)
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("scope.therapists[0]");
        var wrong = HTTP.post(PRIVACY_OFFICER, GRANTS, clinic.granting().replace("R-10", "R-99"))
                .expect(400)
                .body();
        assertThat(wrong.at("/errors/0/at").asString()).isEqualTo("/scope/reports/0");
        assertThat(wrong.at("/errors/0/detail").asString()).contains("R-10");
        for (var scope : List.of(
                "{\"therapists\": [], \"reports\": [\"R-10\"]}",
                "{\"therapists\": [], \"clients\": [], \"reports\": []}",
                "{\"therapists\": [], \"clients\": [], \"reports\": [\"R-10\"], \"from\": \"2026-01-01\","
                        + " \"to\": \"2026-01-01\"}")) {
            HTTP.post(
                            PRIVACY_OFFICER,
                            GRANTS,
                            clinic.granting().replaceAll("\"scope\": \\{[^}]*}", "\"scope\": " + scope))
                    .expect(400);
        }
        HTTP.post(PRIVACY_OFFICER, GRANTS, clinic.granting().replace("Board of", "<b>"))
                .expect(400);
    }

    @Test
    void what_the_demo_gave_out_is_good_in_the_demo_only() {
        var data = RunningApplication.temporaryFolder();
        var demo = RunningApplication.start(data);
        var grant = demo.http()
                .post(PRIVACY_OFFICER, GRANTS, Clinic.at(demo.http()).granting())
                .id();
        var given = demo.http()
                .post(PRIVACY_OFFICER, GRANTS + "/" + grant + "/credentials", "")
                .expect(200)
                .body();
        assertThat(token(demo.http(), given).statusCode()).isEqualTo(200);
        demo.stop();

        try (var afterwards = RunningApplication.startClinic(data)) {
            assertThat(token(afterwards.http(), given).statusCode()).isEqualTo(401);
        }
    }
}
