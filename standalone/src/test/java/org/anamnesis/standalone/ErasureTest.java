package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.anamnesis.events.web.Role;
import org.anamnesis.standalone.Http.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Somebody is forgotten for good, and what happened is not. */
class ErasureTest {

    private static final String CANARY = "Kanarienvogel";
    private static final String ERASED = "[erased]";
    private static final String SECOND_OFFICER = "second-privacy-officer";

    @TempDir
    Path folder;

    /** A client all of whose texts are canaries, with a loved one and a therapist who are others. */
    private static final class Story {

        final Http http;
        final Clinic clinic;
        final String client;
        final List<String> questions = new ArrayList<>();

        Story(Http http) {
            this.http = http;
            clinic = Clinic.at(http);
            client = clinic.client;
            var path = "/api/v1/clients/" + client;
            post(RECEPTION, path + "/correct-details", """
                    {"name": "%1$s Sommer", "birthDate": "1991-02-03", "contact": "%1$s", "emergencyContact": "%1$s",
                     "legalStatus": "ADULT", "jurisdiction": "DE-BE"}""".formatted(CANARY));
            post(
                    RECEPTION,
                    path + "/loved-ones",
                    "{\"relation\": \"PARTNER\", \"name\": \"Lotte Lieb\", \"contact\": \"lotte@example.org\"}");
            var episode = "/api/v1/episodes/" + clinic.episode;
            post(
                    CLINICIAN,
                    episode + "/agree-length",
                    "{\"unit\": \"UNTIL_REVIEW\", \"clientWords\": \"" + CANARY + "\"}");
            var plan =
                    "/api/v1/plans/" + post(CLINICIAN, episode + "/plans", "").id();
            post(CLINICIAN, plan + "/needs", "{\"domain\": \"FAMILY\", \"text\": \"" + CANARY + "\"}");
            var elsewhere =
                    clinic.booking(inHours(480), 50, ", \"deviations\": {\"PLACE_DEVIATION\": \"" + CANARY + "\"}");
            var session = "/api/v1/sessions/"
                    + post(RECEPTION, "/api/v1/sessions", elsewhere.replace(clinic.place, otherPlace()))
                            .id();
            post(CLINICIAN, session + "/start", "");
            post(CLINICIAN, session + "/expressions", """
                    {"technique": "ART", "feelings": [{"name": "anger", "before": 8, "after": 4}], "meaning": "%1$s",
                     "proposedBy": "CLIENT", "purpose": "EXPRESSION"}""".formatted(CANARY));
            post(CLINICIAN, session + "/abort", "{\"reason\": \"" + CANARY + "\"}");
            post(CLINICIAN, episode + "/discharge", "{\"reason\": 1, \"summary\": \"" + CANARY + "\"}");
            questions.addAll(List.of(
                    path,
                    path + "/loved-ones",
                    path + "/episodes",
                    path + "/plans",
                    path + "/timeline?limit=200",
                    path + "/progress",
                    episode,
                    plan,
                    session,
                    "/api/v1/compliance/audit-trail?client=" + client + "&limit=200",
                    "/api/v1/schedule?clientId=" + client + "&from=2026-01-01&to=2099-01-01",
                    "/api/v1/therapists/" + clinic.therapist));
        }

        private String otherPlace() {
            var place = post(RECORDS_OFFICER, "/api/v1/places", """
                            {"name": "Attic", "kind": "ROOM", "zone": "Europe/Berlin", "jurisdiction": "DE-BE"}""").id();
            post(
                    RECORDS_OFFICER,
                    "/api/v1/places/" + place + "/attest",
                    "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": true}");
            return place;
        }

        private Reply post(Role role, String path, String json) {
            var reply = http.post(role, path, json);
            reply.id();
            return reply;
        }

        /** What every question answers, and whoever begins to listen now hears. */
        String allThatIsTold(Http now) {
            var told = questions.stream()
                    .map(question ->
                            now.get(CLINICIAN, question).expect(200).response().body())
                    .collect(Collectors.joining("\n"));
            try (var live =
                    new Listening(now, now.token(CLINICIAN), "/api/v1/clients/" + client + "/timeline/stream", "0")) {
                return told + live.all(500);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }

        JsonNode audit(Http now) {
            return now.get(AUDITOR, "/api/v1/compliance/audit-trail?client=" + client + "&limit=200")
                    .expect(200)
                    .body()
                    .path("items");
        }

        boolean isFound(Http now) {
            return !now.get(RECEPTION, "/api/v1/clients?name=" + CANARY)
                    .expect(200)
                    .body()
                    .path("items")
                    .isEmpty();
        }
    }

    private static Reply erase(Http http, String subject, String... more) {
        return http.post(
                PRIVACY_OFFICER,
                "/api/v1/erasures",
                "{\"subjectId\": \"" + subject + "\"" + String.join("", more) + "}");
    }

    private static Reply eraseEarly(Http http, String subject) {
        var requested = erase(http, subject, ", \"legalGround\": \"GDPR 17(1)(d)\", \"reason\": \"" + CANARY + "\"");
        assertThat(types(requested)).containsExactly("ErasureRequested");
        return http.post(SECOND_OFFICER, "/api/v1/erasures/" + requested.id() + "/confirm", "");
    }

    private static List<String> types(Reply reply) {
        reply.id();
        return reply.body()
                .path("events")
                .valueStream()
                .map(event -> event.path("type").asString())
                .toList();
    }

    private static List<String> refusals(Reply reply) {
        return reply.expect(409)
                .body()
                .path("refusals")
                .valueStream()
                .map(refusal -> refusal.path("code").asString())
                .toList();
    }

    /** With owners and permissions, without which PostgreSQL does not start. */
    private static void copy(Path from, Path to) throws Exception {
        var copied = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO();
        assertThat(copied.start().waitFor()).isZero();
    }

    private static void isForgotten(Story story, Http now) {
        assertThat(story.allThatIsTold(now))
                .doesNotContain(CANARY, "1991-02-03")
                .contains(ERASED, "Lotte Lieb", "lotte@example.org", "Dr Wolf");
        assertThat(story.isFound(now)).isFalse();
    }

    @Test
    void nothing_of_an_erased_client_is_readable_any_more_not_even_from_a_copy_made_before() throws Exception {
        var data = folder.resolve("data");
        Story story;
        var first = RunningApplication.start(data);
        try {
            story = new Story(first.http());
            assertThat(story.allThatIsTold(first.http())).contains(CANARY, "1991-02-03");
            assertThat(story.isFound(first.http())).isTrue();
        } finally {
            first.stop();
        }
        copy(data.resolve("postgresql/data"), folder.resolve("copy"));
        var application = RunningApplication.start(data);
        try {
            var http = application.http();
            var before = story.audit(http);
            assertThat(types(eraseEarly(http, story.client))).containsExactly("SubjectErased");

            Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> isForgotten(story, http));
            var after = story.audit(http);
            assertThat(after).hasSize(before.size() + 2).allSatisfy(event -> {
                assertThat(Instant.parse(event.path("occurredAt").asString())).isBeforeOrEqualTo(Instant.now());
                assertThat(Instant.parse(event.path("recordedAt").asString())).isBeforeOrEqualTo(Instant.now());
            });
        } finally {
            application.stop();
        }
        FileSystemUtils.deleteRecursively(data.resolve("postgresql/data"));
        copy(folder.resolve("copy"), data.resolve("postgresql/data"));
        assertThatThrownBy(() -> RunningApplication.start(data))
                .as("nobody puts an older copy in its place unnoticed")
                .hasStackTraceContaining("--anamnesis.ledger.accept-restored-copy=true");
        try (var restored = RunningApplication.startRestored(data)) {
            var http = restored.http();

            isForgotten(story, http);
            var told = story.audit(http);
            assertThat(told.path(told.size() - 1).path("type").asString()).isEqualTo("SubjectErased");
            assertThat(told.path(told.size() - 1).path("what").asString()).contains("restored copy");
        }
    }

    private static final Http HTTP = RunningApplication.shared().http();

    private static String client(String registered) {
        return HTTP.post(RECEPTION, "/api/v1/clients", """
                        {"name": "%s", "birthDate": "1990-04-01", "legalStatus": "ADULT", "jurisdiction": "DE-BE"}""".formatted(registered))
                .id();
    }

    /** A client who was treated and discharged, on days that may be long ago. */
    private static String dischargedOn(Clinic clinic, String day) {
        var client = client("Zora Früher");
        var episode = HTTP.post(
                        CLINICIAN,
                        "/api/v1/clients/" + client + "/episodes",
                        clinic.openEpisode().replace("{", "{\"occurredAt\": \"2001-01-01\", "))
                .id();
        HTTP.post(
                        CLINICIAN,
                        "/api/v1/episodes/" + episode + "/discharge",
                        "{\"reason\": 1, \"summary\": \"well\", \"occurredAt\": \"" + day + "\"}")
                .expect(200);
        return client;
    }

    private static String name(String client) {
        return HTTP.get(RECEPTION, "/api/v1/clients/" + client)
                .expect(200)
                .body()
                .path("name")
                .asString();
    }

    @Test
    void a_record_that_was_kept_long_enough_goes_at_once_and_a_younger_one_not_without_a_legal_ground() {
        var clinic = Clinic.at(HTTP);
        var old = dischargedOn(clinic, "2010-01-01");
        var young = dischargedOn(
                clinic, LocalDate.now(ZoneOffset.UTC).minusYears(7).plusDays(2).toString());

        assertThat(types(erase(HTTP, old))).containsExactly("ErasureRequested", "SubjectErased");
        assertThat(name(old)).isEqualTo(ERASED);
        assertThat(refusals(erase(HTTP, young))).containsExactly("RETENTION_NOT_ELAPSED");
        assertThat(refusals(erase(HTTP, client("Nur Angemeldet")))).containsExactly("RETENTION_NOT_ELAPSED");
        assertThat(name(young)).isEqualTo("Zora Früher");
    }

    @Test
    void
            what_an_erased_client_left_in_the_history_is_still_as_it_was_sealed_and_the_bundle_says_why_it_is_unreadable() {
        var clinic = Clinic.at(HTTP);
        var client = dischargedOn(clinic, "2010-01-01");
        Verdict.of(Verdict.bundle(HTTP, folder, "?client=" + client)).isWhole();

        erase(HTTP, client);

        var ofClient = Verdict.of(Verdict.bundle(HTTP, folder, "?client=" + client));
        ofClient.isWhole();
        assertThat(ofClient.lines())
                .anyMatch(line -> line.startsWith("Shredded: entry ")
                        && line.contains("holds texts of " + client)
                        && line.endsWith("retention time over."));
        var registered = RunningApplication.shared()
                .sql()
                .sql("select min(position) from history.event where client = ?::uuid")
                .param(client)
                .query(Long.class)
                .single();
        var ofRange = Verdict.of(Verdict.bundle(HTTP, folder, "?from=" + registered + "&to=" + registered));
        ofRange.isWhole();
        assertThat(ofRange.lines()).anyMatch(line -> line.startsWith("2 of "));
    }

    @Test
    void before_its_time_it_takes_two_people() {
        var client = client("Vera Vier");
        var requested = erase(HTTP, client, ", \"legalGround\": \"GDPR 17(1)(d)\"");
        var confirm = "/api/v1/erasures/" + requested.id() + "/confirm";

        assertThat(name(client)).isEqualTo("Vera Vier");
        assertThat(refusals(HTTP.post(PRIVACY_OFFICER, confirm, ""))).containsExactly("UNMET_PRECONDITION");
        HTTP.post(CLINICIAN, confirm, "").expect(403);
        assertThat(types(HTTP.post(SECOND_OFFICER, confirm, ""))).containsExactly("SubjectErased");
        assertThat(name(client)).isEqualTo(ERASED);
        assertThat(refusals(HTTP.post(SECOND_OFFICER, confirm, ""))).containsExactly("ILLEGAL_STATE");
    }

    @Test
    void nothing_overrides_a_legal_hold_and_all_reasons_are_told_at_once() {
        var clinic = Clinic.at(HTTP);
        var client = "/api/v1/clients/" + clinic.client;
        HTTP.post(PRIVACY_OFFICER, client + "/legal-hold", "{\"reason\": \"a dispute\"}")
                .expect(200);

        assertThat(refusals(erase(HTTP, clinic.client)))
                .containsExactly("ILLEGAL_STATE", "LEGAL_HOLD", "RETENTION_NOT_ELAPSED");
        assertThat(refusals(erase(HTTP, clinic.client, ", \"legalGround\": \"GDPR 17(1)(d)\"")))
                .containsExactly("ILLEGAL_STATE", "LEGAL_HOLD");
        HTTP.post(RECEPTION, client + "/release-legal-hold", "{\"reason\": \"settled\"}")
                .expect(403);
    }

    @Test
    void a_loved_one_is_erased_without_the_client_and_a_therapist_not_while_they_answer_for_a_record() {
        var clinic = Clinic.at(HTTP);
        var lovedOnes = "/api/v1/clients/" + clinic.client + "/loved-ones";
        var lovedOne = HTTP.post(RECEPTION, lovedOnes, "{\"relation\": \"PARENT\", \"name\": \"Lotte Lieb\"}")
                .id();
        HTTP.post(RECEPTION, lovedOnes, "{\"relation\": \"FRIEND\", \"name\": \"Fritz Freund\"}");

        eraseEarly(HTTP, lovedOne).expect(200);

        assertThat(HTTP.get(RECORDS_OFFICER, lovedOnes).response().body())
                .contains(ERASED, "Fritz Freund")
                .doesNotContain("Lotte");
        assertThat(name(clinic.client)).isEqualTo("Anna");
        assertThat(refusals(erase(HTTP, clinic.therapist, ", \"legalGround\": \"GDPR 17(1)(d)\"")))
                .containsExactly("RETENTION_NOT_ELAPSED");

        var idle = HTTP.post(RECORDS_OFFICER, "/api/v1/therapists", "{\"name\": \"Dr Dachs\"}");
        erase(HTTP, idle.id()).expect(201);
        assertThat(HTTP.get(RECEPTION, "/api/v1/therapists/" + idle.id())
                        .body()
                        .path("name")
                        .asString())
                .isEqualTo(ERASED);
        HTTP.get(RECEPTION, "/api/v1/therapists?limit=200").expect(200);
    }

    @Test
    void nothing_new_is_written_about_somebody_who_was_erased() {
        var client = client("Wanda Weg");
        eraseEarly(HTTP, client).expect(200);
        var path = "/api/v1/clients/" + client;

        for (var attempt : Map.of(
                        "/correct-details",
                        "{\"name\": \"Wanda\", \"birthDate\": \"1990-04-01\", \"legalStatus\": \"ADULT\", \"jurisdiction\": \"DE-BE\"}",
                        "/privacy-notices",
                        "{\"version\": \"1\", \"givenAt\": \"2026-01-01\"}",
                        "/consents",
                        "{\"type\": \"TREATMENT\", \"signedAt\": \"2026-01-01\"}",
                        "/loved-ones",
                        "{\"relation\": \"PARENT\", \"name\": \"Lotte\"}",
                        "/episodes",
                        Clinic.at(HTTP).openEpisode())
                .entrySet()) {
            assertThat(refusals(HTTP.post(
                            attempt.getKey().equals("/episodes") ? CLINICIAN : RECEPTION,
                            path + attempt.getKey(),
                            attempt.getValue())))
                    .as(attempt.getKey())
                    .containsExactly("ILLEGAL_STATE");
        }
        assertThat(refusals(HTTP.post(PRIVACY_OFFICER, path + "/legal-hold", "{\"reason\": \"too late\"}")))
                .containsExactly("ILLEGAL_STATE");
        assertThat(refusals(erase(HTTP, client, ", \"legalGround\": \"GDPR 17(1)(d)\"")))
                .containsExactly("ILLEGAL_STATE");
        HTTP.post(RECEPTION, "/api/v1/clients", """
                        {"clientId": "%s", "name": "Wanda", "birthDate": "1990-04-01", "legalStatus": "ADULT",
                         "jurisdiction": "DE-BE"}""".formatted(client)).expect(409);
    }

    @Test
    void the_keyed_hash_of_what_was_asked_about_them_goes_too() {
        var body = """
                {"name": "Rosa Rasch", "birthDate": "1990-04-01", "legalStatus": "ADULT", "jurisdiction": "DE-BE"}""";
        var key = UUID.randomUUID().toString();
        var client = HTTP.post(RECEPTION, "/api/v1/clients", body, "Idempotency-Key", key)
                .id();
        assertThat(hash(key)).isNotEmpty();

        eraseEarly(HTTP, client).expect(200);

        assertThat(hash(key)).isEmpty();
        var again = HTTP.post(RECEPTION, "/api/v1/clients", body, "Idempotency-Key", key)
                .expect(422);
        assertThat(again.body().path("id").asString()).isEqualTo(client);
    }

    private static byte[] hash(String key) {
        return RunningApplication.shared()
                .sql()
                .sql("select request from history.receipt where key = ?")
                .param(key)
                .query((row, i) -> row.getBytes(1))
                .single();
    }

    @Test
    void who_is_not_known_cannot_be_erased_and_nobody_but_a_privacy_officer_asks_for_it() {
        var unknown = erase(HTTP, UUID.randomUUID().toString()).expect(404);
        assertThat(unknown.body().path("field").asString()).isEqualTo("subjectId");
        for (var role : List.of(RECEPTION, CLINICIAN, RECORDS_OFFICER, AUDITOR)) {
            HTTP.post(role, "/api/v1/erasures", "{\"subjectId\": \"" + UUID.randomUUID() + "\"}")
                    .expect(403);
        }
        erase(HTTP, "nobody").expect(400);
        erase(HTTP, UUID.randomUUID().toString(), ", \"legalGround\": \"<b>\"").expect(400);
        HTTP.post(PRIVACY_OFFICER, "/api/v1/erasures/" + UUID.randomUUID() + "/confirm", "")
                .expect(404);
        HTTP.post(PRIVACY_OFFICER, "/api/v1/clients/" + UUID.randomUUID() + "/legal-hold", "{\"reason\": \"x\"}")
                .expect(404);
    }
}
