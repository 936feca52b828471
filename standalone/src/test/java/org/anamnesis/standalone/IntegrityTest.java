package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.verify.Verify;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an outsider gets to see for themselves that nothing was changed. */
class IntegrityTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();
    private static final Http HTTP = APPLICATION.http();
    private static final String INTEGRITY = "/api/v1/compliance/integrity";

    @TempDir
    Path folder;

    private static JsonNode ask(String path) {
        return HTTP.get(AUDITOR, INTEGRITY + path).expect(200).body();
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString());
    }

    @Test
    void any_event_is_proven_to_be_in_the_tree_by_its_hash_and_a_few_others() {
        var event = Clinic.at(HTTP)
                .book(inHours(24), 50)
                .expect(201)
                .body()
                .at("/events/0/id")
                .asString();

        var proof = ask("/proof/" + event);

        var hash = bytes(proof.path("leaf"));
        var index = proof.path("index").asLong();
        var last = proof.at("/checkpoint/size").asLong() - 1;
        for (var sibling : proof.path("path")) { // RFC 9162, 2.1.3.2
            if ((index & 1) == 1 || index == last) {
                hash = Verify.join(bytes(sibling), hash);
                while ((index & 1) == 0 && index != 0) {
                    index >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Verify.join(hash, bytes(sibling));
            }
            index >>= 1;
            last >>= 1;
        }
        assertThat(hash).isEqualTo(bytes(proof.at("/checkpoint/root")));
        assertThat(proof.at("/checkpoint/note").asString())
                .contains(proof.at("/checkpoint/root").asString());
        HTTP.get(AUDITOR, INTEGRITY + "/proof/" + UUID.randomUUID()).expect(404);
    }

    @Test
    void a_report_compares_all_with_its_seals_and_names_what_keeps_them_elsewhere() {
        var clinic = Clinic.at(HTTP);
        HTTP.get(CLINICIAN, "/api/v1/clients/" + clinic.client).expect(200);

        var report = ask("?from=2020-01-01");

        assertThat(report.at("/header/definition").asString()).isEqualTo("R-03@1");
        assertThat(report.at("/header/witnessRef").asString()).matches("events-\\d{4}-\\d\\d-\\d\\d\\.checkpoint");
        assertThat(report.path("items")).hasSize(2).allSatisfy(row -> {
            assertThat(row.path("state").asString()).isEqualTo("INTACT");
            assertThat(row.path("mismatches")).isEmpty();
            assertThat(row.path("entries").asLong()).isPositive();
            assertThat(row.path("checkpoints").asLong()).isPositive();
            assertThat(row.path("witness").asString()).endsWith(".checkpoint");
        });
        var before = ask("?to=2020-01-01");
        assertThat(before.path("items")).isEmpty();
        var knownAt = report.at("/header/knownAt").asString();
        assertThat(ask("?from=2020-01-01&knownAt=" + knownAt).at("/items/0/entries"))
                .isEqualTo(report.at("/items/0/entries"));
    }

    /** All of it is read and hashed for each. */
    @Test
    void one_comparison_is_made_at_a_time_and_whoever_else_asks_is_told_to_wait() throws Exception {
        ask("");
        await().until(() -> APPLICATION.sql().sql("""
                        select (select max(id) from history.access_record)
                            <= (select max(position) from history.ledger_checkpoint where log = 'LOOKS')""").query(Boolean.class).single());
        try (var client = HttpClient.newHttpClient();
                var connection = APPLICATION.bean(Schemas.class).owner().getConnection()) {
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("lock table history.access_record in access exclusive mode");
                var answers = Stream.generate(() -> client.sendAsync(
                                HTTP.request(INTEGRITY)
                                        .header("Authorization", "Bearer " + HTTP.token(AUDITOR))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                        .limit(2)
                        .toList();
                var first = (HttpResponse<?>) CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new))
                        .get();
                assertThat(first.statusCode()).isEqualTo(503);
                assertThat(first.headers().firstValue("Retry-After")).contains("1");
                assertThat((String) first.body()).contains("one waits for another");
                connection.rollback();
                for (var answer : answers) {
                    var unused = answer.get();
                }
            }
        }
        ask("");
    }

    @Test
    void of_other_clinics_a_bundle_holds_nothing_but_hashes() throws Exception {
        var clinic = Clinic.at(HTTP);
        clinic.book(inHours(24), 50).expect(201);
        HTTP.get(CLINICIAN, "/api/v1/clients/" + clinic.client).expect(200);
        var other = UUID.randomUUID();
        var auditor = new Tokens(APPLICATION).ofClinic(other, AUDITOR);
        HTTP.as(auditor, "GET", INTEGRITY, "").expect(200); // a look of theirs, on record

        for (var log : Log.values()) {
            var theirs = Verdict.bundle(HTTP, auditor, folder, "?log=" + log);
            Verdict.of(theirs).isWhole();
            Verdict.of(theirs, "--whole").isDamaged("NOT SHOWN: ");
            assertThat(entries(theirs)).allMatch(entry -> entry.contains(other.toString()));
            var ours = Verdict.bundle(HTTP, folder, "?log=" + log);
            Verdict.of(ours).isWhole();
            assertThat(entries(ours)).isNotEmpty().noneMatch(entry -> entry.contains(other.toString()));
        }
        assertThat(entries(Verdict.bundle(HTTP, auditor, folder, "?log=LOOKS"))).isNotEmpty();
        assertThat(APPLICATION
                        .sql()
                        .sql("select count(*) from history.access_record where clinic = ? and client is not null")
                        .param(other)
                        .query(Integer.class)
                        .single())
                .as("they saw none of our clients")
                .isZero();
    }

    private static List<String> entries(Path bundle) throws IOException {
        return new String(requireNonNull(Verdict.files(bundle).get("entries.tsv")), UTF_8)
                .lines()
                .skip(1)
                .toList();
    }

    @Test
    void a_checkpoint_of_the_past_is_still_there_and_goes_on_into_the_newest() {
        var before = ask("/checkpoint");
        Clinic.at(HTTP).book(inHours(24), 50).expect(201);
        var event =
                Clinic.at(HTTP).book(inHours(24), 50).body().at("/events/0/id").asString();
        var now = ask("/proof/" + event).path("checkpoint");

        assertThat(now.path("size").asLong()).isGreaterThan(before.path("size").asLong());
        assertThat(ask("/checkpoint?size=" + before.path("size").asLong())).isEqualTo(before);
        assertThat(ask("/consistency?from=" + before.path("size").asLong() + "&to="
                                + now.path("size").asLong())
                        .path("proof"))
                .isNotEmpty();
        assertThat(ask("/keys").path("items").path(0).path("key").asString()).startsWith("anamnesis/");
        HTTP.get(AUDITOR, INTEGRITY + "/checkpoint?size=" + Long.MAX_VALUE).expect(404);
        HTTP.get(AUDITOR, INTEGRITY + "/consistency?from=" + Long.MAX_VALUE).expect(400);
        HTTP.get(OPERATOR, INTEGRITY + "/checkpoint?log=LOOKS").expect(200);
        HTTP.get(CLINICIAN, INTEGRITY + "/checkpoint").expect(403);
        HTTP.get(OPERATOR, INTEGRITY + "/bundle").expect(403);
    }

    @Test
    void bundles_of_the_whole_history_a_part_of_it_and_one_client_are_whole() throws Exception {
        var clinic = Clinic.at(HTTP);
        clinic.book(inHours(24), 50).expect(201);
        var kept = ask("/checkpoint");
        clinic.book(inHours(48), 50).expect(201);
        var witness =
                Files.writeString(folder.resolve("kept"), kept.path("note").asString(), UTF_8);
        var key = ask("/keys").path("items").path(0).path("key").asString();
        var size = "witness=" + kept.path("size").asLong();

        Verdict.of(Verdict.bundle(HTTP, folder, "?" + size), "--key", key, "--witness", witness.toString())
                .isWhole();
        Verdict.of(Verdict.bundle(HTTP, folder, "?log=LOOKS")).isWhole();
        Verdict.of(Verdict.bundle(HTTP, folder, "?from=5&to=9")).isWhole();
        var ofClient = Verdict.of(
                Verdict.bundle(HTTP, folder, "?client=" + clinic.client + "&" + size),
                "--key",
                key,
                "--witness",
                witness.toString());
        ofClient.isWhole();
        assertThat(ofClient.lines()).anyMatch(line -> line.matches("[1-9]\\d* of \\d+ entries were compared.*"));
        assertThat(APPLICATION
                        .sql()
                        .sql("select count(*) from history.access_record where client = ?::uuid and kind = 'bundle'")
                        .param(clinic.client)
                        .query(Integer.class)
                        .single())
                .as("each is a look at the client")
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void the_verifier_is_one_file_that_runs_as_it_is() throws Exception {
        Clinic.at(HTTP).book(inHours(24), 50).expect(201);
        var source = folder.resolve("Verify.java");
        Files.writeString(
                source,
                HTTP.get(PRIVACY_OFFICER, INTEGRITY + "/verifier")
                        .expect(200)
                        .response()
                        .body());
        var bundle = Verdict.bundle(HTTP, folder, "");

        var java = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), source.toString(), bundle.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();

        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("said")).content().contains("WHOLE", "not compared with anything");
        assertThat(java.exitValue()).isZero();
        assertThat(Arrays.stream(Files.readString(source).split("\n", -1))
                        .filter(line -> line.startsWith("import"))
                        .filter(line -> !line.startsWith("import java.") && !line.startsWith("import static java.")))
                .as("nothing but Java")
                .isEmpty();
    }
}
