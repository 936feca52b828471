package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.events.web.Role;
import org.anamnesis.fixtures.SampleClinic;
import org.anamnesis.fixtures.SeededPractice;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Data sets that are asked for over HTTP, made in the background, fetched, and put on record. */
class StudiesTest {

    private static final String STUDIES = "/api/v1/research/studies";
    private static final String EXPORTS = "/api/v1/research/exports";
    private static final Path DATA = RunningApplication.temporaryFolder();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** All clients of a small practice, with checks that so few can pass. */
    private static final String STUDY = EveryCommand.STUDY
            .replace("SAFE_HARBOR", "LIMITED")
            .replace(
                    "\"cohort\": {}",
                    "\"cohort\": {}, \"agreement\": \"DUA 7\", \"formats\": [\"PARQUET\", \"OCEL_JSON\"]");

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.startForResearch(DATA, SampleClinic.CLINIC);
        SeededPractice.write(application.bean(Schemas.class).owner(), 1, 60, 8);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static Http http() {
        return application.http();
    }

    private static String approved(String study) {
        return http().post(PRIVACY_OFFICER, STUDIES, study).expect(201).id();
    }

    private static String requested(String study, String... more) {
        return http().post(RESEARCHER, EXPORTS, "{\"studyId\": \"" + study + "\"" + String.join("", more) + "}")
                .expect(201)
                .id();
    }

    private static JsonNode export(String id) {
        return http().get(RESEARCHER, EXPORTS + "/" + id).expect(200).body();
    }

    private static String state(String export) {
        return export(export).path("state").asString();
    }

    /** What has become of an export. */
    private static JsonNode outcome(String id) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !state(id).equals("REQUESTED"));
        return export(id);
    }

    private static byte[] file(String export, String name) {
        var request = HttpRequest.newBuilder(URI.create(http().base() + EXPORTS + "/" + export + "/files/" + name))
                .header("Authorization", "Bearer " + http().token(RESEARCHER))
                .build();
        try {
            var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Stream<JsonNode> report() {
        return http().get(AUDITOR, "/api/v1/compliance/research-exports?limit=200")
                .expect(200)
                .body()
                .path("items")
                .valueStream();
    }

    @Test
    void a_data_set_is_made_for_an_approved_study_and_what_left_is_on_record() throws Exception {
        var study = approved(STUDY);
        var id = requested(study);
        var made = outcome(id);

        assertThat(made.path("state").asString()).as(made.toString()).isEqualTo("EXPORTED");
        var dataset = made.path("dataset");
        assertThat(dataset.path("cohort").asLong()).isGreaterThan(11);
        assertThat(dataset.path("files").valueStream().map(JsonNode::asString))
                .contains("manifest.json", "session.parquet", "ocel.json", "release-report.md");
        var manifest = file(id, "manifest.json");
        assertThat(sha256(manifest)).isEqualTo(dataset.path("manifestSha256").asString());
        var told = Http.JSON.readTree(manifest);
        for (var each : told.path("files")) {
            assertThat(sha256(file(id, each.path("name").asString())))
                    .as(each.path("name").asString())
                    .isEqualTo(each.path("sha256").asString());
        }
        assertThat(told.path("randomSeedCommitment").asString())
                .isEqualTo(http().get(AUDITOR, STUDIES + "/" + study)
                        .body()
                        .path("keyCommitment")
                        .asString());

        var row = report().filter(each -> each.path("exportId").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(row.path("approvals").path(0).asString()).isEqualTo("Review board 2026-17, 2026-01-10");
        assertThat(row.path("recipient").asString()).isEqualTo("Department of Psychology");
        assertThat(row.path("method").asString()).isEqualTo("LIMITED");
        assertThat(row.path("basis").asString()).isEqualTo("DUA 7");
        assertThat(row.path("k").asInt()).isEqualTo(11);
        assertThat(row.path("manifestSha256").asString()).isEqualTo(sha256(manifest));
        assertThat(row.path("evidence")).hasSize(3);
        assertThat(application
                        .sql()
                        .sql("select asked from history.access_record where asked like ? and role = 'researcher'")
                        .param("datasetFile?export=" + id + "%")
                        .query(String.class)
                        .list())
                .hasSize(told.path("files").size() + 1)
                .contains("datasetFile?export=" + id + "&file=manifest.json");
    }

    @Test
    void files_are_for_researchers_and_none_but_those_of_the_data_set() {
        var id = requested(approved(STUDY));
        assertThat(outcome(id).path("state").asString()).isEqualTo("EXPORTED");

        for (var other : List.of(PRIVACY_OFFICER, AUDITOR, Role.CLINICIAN)) {
            http().get(other, EXPORTS + "/" + id + "/files/manifest.json").expect(403);
        }
        for (var name : List.of("study.key", "..%2F" + id + "%2Fmanifest.json", "nothing")) {
            assertThat(http().get(RESEARCHER, EXPORTS + "/" + id + "/files/" + name)
                            .status())
                    .isIn(400, 404);
        }
        http().get(RESEARCHER, EXPORTS + "/" + UUID.randomUUID() + "/files/manifest.json")
                .expect(404);
    }

    @Test
    void a_data_set_is_made_once_more_to_the_byte_until_somebody_in_it_is_erased() {
        var study = approved(STUDY);
        var first = requested(study);
        var before = outcome(first).path("dataset");

        var again = outcome(requested(study, ", \"again\": \"" + first + "\""));
        assertThat(again.path("state").asString()).as(again.toString()).isEqualTo("EXPORTED");
        assertThat(again.path("dataset")).isEqualTo(before);

        var erased = application
                .sql()
                .sql("select client from history.event where type = 'EpisodeOpened' order by position limit 1")
                .query(UUID.class)
                .single();
        SeededPractice.erase(application.bean(Schemas.class).owner(), new ClientId(erased));
        var refused = outcome(requested(study, ", \"again\": \"" + first + "\""));
        assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.at("/objections/0/check").asString()).isEqualTo("erasure");
        assertThat(refused.at("/objections/0/found").asString()).startsWith("1 of ");
    }

    @Test
    void a_cohort_in_which_somebody_could_be_found_is_refused_with_what_would_pass() {
        var few = outcome(requested(approved(
                EveryCommand.STUDY.replace("\"cohort\": {}", "\"cohort\": {\"opened\": {\"from\": \"2080-01-01\"}}"))));

        assertThat(few.path("state").asString()).isEqualTo("REFUSED");
        assertThat(few.at("/objections/0/wouldPass").asString()).isNotEmpty();
        assertThat(few.path("dataset").isMissingNode()).isTrue();
        assertThat(report().filter(row -> row.path("exportId")
                        .asString()
                        .equals(few.path("exportId").asString())))
                .singleElement()
                .satisfies(row -> assertThat(row.path("state").asString()).isEqualTo("REFUSED"));
    }

    @Test
    void when_a_study_ends_its_key_is_destroyed_and_nothing_more_is_handed_out() throws IOException {
        var study = approved(STUDY);
        var id = requested(study);
        outcome(id);
        assertThat(DATA.resolve("research").resolve(id)).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(DATA.resolve("research"))))
                .isEqualTo("rwx------");

        http().post(PRIVACY_OFFICER, STUDIES + "/" + study + "/end", "").expect(200);

        http().get(RESEARCHER, EXPORTS + "/" + id + "/files/manifest.json").expect(404);
        Awaitility.await().until(() -> !Files.exists(DATA.resolve("research").resolve(id)));
        assertThat(application
                        .sql()
                        .sql("select count(*) from keys.data_key where subject = ?::uuid")
                        .param(study)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(http().post(RESEARCHER, EXPORTS, "{\"studyId\": \"" + study + "\"}")
                        .expect(409)
                        .body()
                        .at("/refusals/0/detail")
                        .asString())
                .isEqualTo("the study was ended");
        http().post(PRIVACY_OFFICER, STUDIES + "/" + study + "/end", "").expect(409);
        assertThat(http().get(AUDITOR, STUDIES + "/" + study)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("ENDED");
        assertThat(report().filter(row -> row.path("exportId").asString().equals(id)))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.path("keyDestroyed").asString()).isNotEmpty());
    }

    @Test
    void one_that_waits_can_be_cancelled_and_is_never_made() {
        var study = approved(STUDY);
        var first = requested(study);
        var second = requested(study);

        http().post(RESEARCHER, EXPORTS + "/" + second + "/cancel", "").expect(200);

        assertThat(outcome(first).path("state").asString()).isEqualTo("EXPORTED");
        var third = outcome(requested(study));
        assertThat(third.path("state").asString()).isEqualTo("EXPORTED");
        assertThat(state(second)).isEqualTo("CANCELLED");
        assertThat(DATA.resolve("research").resolve(second)).doesNotExist();
        http().post(RESEARCHER, EXPORTS + "/" + second + "/cancel", "").expect(409);
        http().get(RESEARCHER, EXPORTS + "/" + second + "/files/manifest.json").expect(404);
    }

    @Test
    void one_that_was_interrupted_is_begun_anew_when_the_server_starts_again() {
        var study = approved(STUDY);
        var id = requested(study);
        application.stop();
        application = RunningApplication.startForResearch(DATA, SampleClinic.CLINIC);

        assertThat(outcome(id).path("state").asString()).isEqualTo("EXPORTED");
    }

    @Test
    void exports_are_listed_the_latest_first_a_part_at_a_time() {
        var study = approved(STUDY);
        var ids = List.of(requested(study), requested(study), requested(study));
        var path = EXPORTS + "?limit=2&studyId=" + study;

        var first = http().get(AUDITOR, path).expect(200).body();
        var rest = http().get(AUDITOR, path + "&cursor=" + first.path("next").asString())
                .expect(200)
                .body();

        assertThat(Stream.concat(
                                first.path("items").valueStream(),
                                rest.path("items").valueStream())
                        .map(item -> item.path("exportId").asString()))
                .containsExactlyElementsOf(ids.reversed());
        assertThat(rest.path("next").isMissingNode()).isTrue();
        assertThat(http().get(AUDITOR, STUDIES)
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("studyId").asString()))
                .contains(study);
    }

    @Test
    void what_is_wrong_with_a_protocol_is_named_at_its_place() {
        assertThat(faults(STUDY.replace("\"profile\": \"LIMITED\"", "\"profile\": \"OPEN\"")))
                .contains("/protocol/profile");
        assertThat(faults(STUDY.replace("\"agreement\"", "\"agrement\""))).contains("/protocol/agrement");
        assertThat(faults(STUDY.replace("\"agreement\": \"DUA 7\",", ""))).contains("/protocol/agreement");
        assertThat(faults(STUDY.replaceAll("\"approvals\": \\[.*],", ""))).contains("/protocol/approvals");
        assertThat(faults(STUDY.replace("\"cohort\": {}", "\"cohort\": {\"modality\": \"COGNITIVE\"}")))
                .contains("/protocol/cohort/modality");
        assertThat(faults(STUDY.replace("\"cohort\": {}", "\"cohort\": {}, \"release\": {\"k\": 2}")))
                .contains("/protocol/release/k");
        assertThat(faults(STUDY.replace("Time in", "<Time> in"))).contains("/title");
        http().post(
                        PRIVACY_OFFICER,
                        STUDIES,
                        STUDY.replace("\"cohort\": {}", "\"cohort\": {}, \"ruleProfile\": \"nobody@7\""))
                .expect(404);
        http().post(PRIVACY_OFFICER, STUDIES, STUDY.replace("2090-12-31", "2020-12-31"))
                .expect(409);
        http().post(PRIVACY_OFFICER, STUDIES, STUDY.replace("2026-01-10", "2080-01-10"))
                .expect(409);
    }

    private static List<String> faults(String study) {
        return http().post(PRIVACY_OFFICER, STUDIES, study)
                .expect(400)
                .body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("at").asString())
                .toList();
    }

    @Test
    void what_cannot_be_made_is_refused_at_once() {
        var study = approved(STUDY);
        var exports = "{\"studyId\": \"" + study + "\"";

        http().post(RESEARCHER, EXPORTS, "{\"studyId\": \"" + UUID.randomUUID() + "\"}")
                .expect(404);
        http().post(RESEARCHER, EXPORTS, exports + ", \"knownAt\": \"2090-01-01\"}")
                .expect(409);
        http().post(RESEARCHER, EXPORTS, exports + ", \"again\": \"" + UUID.randomUUID() + "\"}")
                .expect(404);
        http().post(
                        RESEARCHER,
                        EXPORTS,
                        exports + ", \"knownAt\": \"2026-01-01\", \"again\": \"" + UUID.randomUUID() + "\"}")
                .expect(400);
        http().post(PRIVACY_OFFICER, EXPORTS, exports + "}").expect(403);
        http().post(RESEARCHER, STUDIES, STUDY).expect(403);
    }
}
