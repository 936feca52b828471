package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.anamnesis.cli.FhirImport;
import org.anamnesis.cli.Report;
import org.anamnesis.cli.Server;
import org.anamnesis.events.web.Role;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped charts, imported as the command line does it. */
class ImportTest {

    private static final Path CHARTS = Path.of("src/main/resources/demo/charts");

    @TempDir
    Path folder;

    @Test
    void every_encounter_is_there_once_and_a_second_import_adds_nothing() throws IOException {
        try (var application = RunningApplication.start()) {
            var first = importInto(application.http(), CHARTS, Duration.ofSeconds(30));
            var second = importInto(application.http(), CHARTS, Duration.ofSeconds(30));

            assertThat(first.getEvents()).isEqualTo(events(application)).isGreaterThan(200);
            assertThat(second.getEvents()).isZero();
            for (var type : first.getTypes().keySet()) {
                var then = of(first, type);
                var now = of(second, type);
                assertThat(then.getRead())
                        .as(type)
                        .isEqualTo(then.getImported()
                                + then.getOutOfScope()
                                + then.getRefused().size());
                assertThat(now.getImported()).as(type).isEqualTo(then.getImported());
                assertThat(now.getIds()).as(type).isEqualTo(then.getIds());
            }
            assertThat(of(first, "Patient").getImported()).isEqualTo(5);
            assertThat(of(first, "Encounter").getOutOfScopeBy()).containsKeys("NOT_THERAPY", "STAY");
            assertThat(flags(application))
                    .contains("OVERLAP", "DURATION_ABOVE_LIMIT", "CONSENT_MISSING", "PLACE_NOT_ATTESTED", "LATE_ENTRY");
            assertThat(invented(application)).isEmpty();
            plansAreDrafts(application.http(), first);
            var recorded = FullStory.at(application.http()).clinic.client;
            assertThat(EachSession.of(application).stand(folder.resolve("data-set")))
                    .containsAll(sessions(first))
                    .hasSize(sessions(first).size() + booked(application, recorded));
            assertThat(sessions(first)).hasSizeGreaterThan(40);
        }
    }

    private static List<UUID> sessions(Report report) {
        return of(report, "Encounter").getIds().values().stream()
                .map(UUID::fromString)
                .toList();
    }

    private static int booked(RunningApplication application, String client) {
        return application
                .sql()
                .sql("select count(*) from history.event where type = 'SessionBooked' and client = ?::uuid")
                .param(client)
                .query(Integer.class)
                .single();
    }

    /** Seven plans are of addiction or psychotherapy; two of them are for the same depression. */
    private static void plansAreDrafts(Http http, Report report) {
        assertThat(of(report, "CarePlan").getImported()).isEqualTo(7);
        assertThat(of(report, "CarePlan").getOutOfScopeBy()).isEqualTo(Map.of("NOT_THERAPY", 15));
        assertThat(of(report, "Condition").getImported()).isEqualTo(1);
        var plans = of(report, "CarePlan").getIds().values().stream()
                .map(id -> http.get(RECORDS_OFFICER, "/api/v1/plans/" + id)
                        .expect(200)
                        .body())
                .toList();
        assertThat(plans)
                .allMatch(plan -> plan.path("state").asString().equals("DRAFT"))
                .allMatch(plan -> plan.path("goals").isEmpty());
        assertThat(plans.stream()
                        .flatMap(plan -> plan.path("needs").valueStream())
                        .map(need -> need.path("domain").asString() + " "
                                + need.path("text").asString()))
                .containsExactly("MENTAL_HEALTH Major depression disorder", "MENTAL_HEALTH Major depression disorder");
        var modalities = plans.stream()
                .flatMap(plan -> plan.path("modalities").valueStream())
                .toList();
        assertThat(modalities)
                .allMatch(chosen -> chosen.path("share").isMissingNode()
                        || chosen.path("share").isNull())
                .extracting(chosen -> chosen.path("modality").asString())
                .containsExactlyInAnyOrder("COGNITIVE", "BEHAVIOURAL", "COGNITIVE", "BEHAVIOURAL", "PSYCHODYNAMIC");
        assertThat(of(report, "CarePlan.activity").getImported()).isEqualTo(3);
    }

    @Test
    void what_a_server_that_went_away_left_undone_a_second_run_finishes() throws Exception {
        var log = folder.resolve("log").toFile();
        Report first;
        try (var child = ChildProcess.start(folder.resolve("data"), log)) {
            var running = CompletableFuture.supplyAsync(() -> run(child.http(), CHARTS, Duration.ofSeconds(1)));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> someSessionIsThere(child.http()));
            child.kill();
            first = running.get();
        }
        assertThat(first.accountsForAll()).isFalse();
        assertThat(first.getProblems()).singleElement().asString().endsWith("has not answered for 1 s.");
        assertThat(of(first, "Encounter").getPending()).isPositive();

        try (var again = RunningApplication.start(folder.resolve("data"))) {
            var second = importInto(again.http(), CHARTS, Duration.ofSeconds(30));

            assertThat(second.accountsForAll()).isTrue();
            assertThat(second.getEvents()).isPositive();
            assertThat(of(second, "Encounter").getRefused()).isEmpty();
            assertThat(EachSession.of(again).stand(folder.resolve("data-set")))
                    .containsExactlyInAnyOrderElementsOf(sessions(second))
                    .hasSize(of(second, "Encounter").getImported());
        }
    }

    @Test
    void broken_input_is_accounted_for_and_the_rest_is_there() throws IOException {
        copyCharts();
        var encounters = Files.readAllBytes(folder.resolve("Encounter.ndjson.gz"));
        Files.write(folder.resolve("Encounter.ndjson.gz"), Arrays.copyOf(encounters, encounters.length / 2));
        Files.writeString(folder.resolve("Encounter.2.ndjson"), """
                {"resourceType": "Encounter", "id": "nobody", "status": "finished", "type": [{"coding": [{"system": \
                "http://snomed.info/sct", "code": "56876005"}]}], "subject": {"reference": "Patient/unknown"}, \
                "period": {"start": "2026-01-05T10:00:00Z", "end": "2026-01-05T10:50:00Z"}}
                {"resourceType": "Encounter",
                """);

        var report = importInto(RunningApplication.shared().http(), folder, Duration.ofSeconds(30));

        assertThat(report.accountsForAll()).isFalse();
        assertThat(report.getProblems()).singleElement().asString().startsWith("Encounter.ndjson.gz is damaged");
        assertThat(of(report, "Encounter").getImported()).isPositive();
        assertThat(of(report, "Encounter").getPending()).isZero();
        assertThat(of(report, "Encounter").getRefused())
                .containsExactlyInAnyOrder(
                        new Report.Refused("nobody", "NO_PATIENT, NO_PRACTITIONER, NO_LOCATION"),
                        new Report.Refused("Encounter.2.ndjson:2", "NOT_FHIR"));
    }

    @Test
    void what_changed_elsewhere_since_is_told_and_hinders_nothing() throws IOException {
        try (var application = RunningApplication.start()) {
            var first = importInto(application.http(), CHARTS, Duration.ofSeconds(30));
            copyCharts();
            var patients = text(folder.resolve("Patient.ndjson.gz"));
            Files.delete(folder.resolve("Patient.ndjson.gz"));
            Files.writeString(folder.resolve("Patient.ndjson"), patients.replace("\"555-", "\"556-"));
            var encounters = text(folder.resolve("Encounter.ndjson.gz"));
            Files.writeString(
                    folder.resolve("Encounter.2.ndjson"),
                    encounters
                            .lines()
                            .filter(line -> line.contains("\"" + latest(first) + "\""))
                            .map(line -> line.replace(latest(first), "a-later-one"))
                            .findFirst()
                            .orElseThrow());

            var second = importInto(application.http(), folder, Duration.ofSeconds(30));

            assertThat(of(second, "Patient").getIds())
                    .isEqualTo(of(first, "Patient").getIds());
            assertThat(of(second, "Patient").getIncomplete())
                    .hasSize(5)
                    .allMatch(changed -> changed.reason().startsWith("changed since it was imported"));
            assertThat(of(second, "Encounter").getRefused()).isEmpty();
            assertThat(of(second, "Encounter").getImported())
                    .isEqualTo(of(first, "Encounter").getImported() + 1);
        }
    }

    private static String latest(Report report) {
        return of(report, "Encounter").getIds().lastKey();
    }

    private static String text(Path gzip) throws IOException {
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(gzip))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static Report importInto(Http http, Path charts, Duration patience) {
        return run(http, charts, patience);
    }

    private static Report run(Http http, Path charts, Duration patience) {
        try {
            return FhirImport.of(
                            new Server(URI.create(http.base()), "records-officer:demo", patience),
                            ZoneId.of("America/New_York"))
                    .run(charts);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static boolean someSessionIsThere(Http http) {
        return http.get(Role.RECEPTION, "/api/v1/schedule?from=1950-01-01&to=2030-01-01&limit=1")
                        .body()
                        .path("items")
                        .size()
                > 0;
    }

    private static Report.OfType of(Report report, String type) {
        return Objects.requireNonNull(report.getTypes().get(type), type);
    }

    private static long events(RunningApplication application) {
        return application
                .sql()
                .sql("select count(*) from history.event")
                .query(Long.class)
                .single();
    }

    private static List<String> flags(RunningApplication application) {
        return application.sql().sql("""
                        select distinct jsonb_array_elements(convert_from(payload, 'UTF8')::jsonb -> 'flags') ->> 'code'
                        from history.event""").query(String.class).list();
    }

    /** Events of kinds that the data give no ground for. */
    private static List<String> invented(RunningApplication application) {
        return application.sql().sql("""
                        select distinct type from history.event where type not in ('TherapistRegistered',
                            'PlaceRegistered', 'ClientRegistered', 'EpisodeOpened', 'SessionBooked', 'SessionStarted',
                            'SessionCompleted', 'SessionOverran', 'PlanDrafted', 'NeedAdded', 'ModalitiesChosen')""").query(String.class).list();
    }

    private void copyCharts() throws IOException {
        try (var files = Files.list(CHARTS)) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}
