package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.events.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryTest {

    private static final String CANARY = "Kanarienvogel-Xq7";

    @TempDir
    Path folder;

    @Test
    void what_is_sealed_is_found_nowhere_in_the_bytes_of_the_data_folder_or_the_log() throws Exception {
        var data = folder.resolve("data");
        var log = folder.resolve("log");
        var forPrograms = folder.resolve("log.json");
        try (var child = ChildProcess.start(
                data,
                log.toFile(),
                ChildProcess.IN_HASTE,
                "-Dlogging.file.name=" + forPrograms,
                "-Dlogging.structured.format.file=ecs")) {
            sing(child.http());
            child.stop();
        }

        assertThat(filesWithCanary(folder)).isEmpty();
        assertThat(Files.readAllLines(forPrograms))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Http.JSON
                                .readTree(line)
                                .path("log")
                                .path("level")
                                .asString())
                        .isNotEmpty());
        Files.writeString(folder.resolve("planted"), "x" + CANARY + "y");
        assertThat(filesWithCanary(folder)).as("the search itself").hasSize(1);
        try (var application = RunningApplication.start(data)) {
            assertThat(labels(application))
                    .as("all that can be sealed was")
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(Label.values()).map(Label::written).toList());
        }
    }

    /** Sends a canary in every text that is to be sealed, in good requests and in bad ones. */
    private static void sing(Http http) {
        var clinic = Clinic.at(http);
        var therapist = http.post(
                        RECORDS_OFFICER,
                        "/api/v1/therapists",
                        "{\"name\": \"%1$s\", \"email\": \"%1$s\"}".formatted(CANARY))
                .id();
        var credential = http.post(
                        RECORDS_OFFICER, "/api/v1/therapists/" + therapist + "/credentials", """
                        {"type": "LICENCE", "body": "%1$s", "jurisdiction": "DE-BE", "number": "%1$s",
                         "serviceTypes": ["PSYCHOTHERAPY"], "validFrom": "2020-01-01", "validTo": "2090-01-01",
                         "needsSupervision": false}""".formatted(CANARY))
                .id();
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/credentials/" + credential + "/verify",
                        "{\"method\": \"%1$s\", \"reason\": \"%1$s\"}".formatted(CANARY))
                .expect(200);
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/credentials/" + credential + "/renew",
                        "{\"validTo\": \"2095-01-01\", \"reason\": \"%s\"}".formatted(CANARY))
                .expect(200);
        var place = http.post(RECORDS_OFFICER, "/api/v1/places", """
                        {"name": "%s", "kind": "ROOM", "zone": "Europe/Berlin", "jurisdiction": "DE-BE"}""".formatted(CANARY))
                .id();
        http.post(RECORDS_OFFICER, "/api/v1/places/" + place + "/attest", """
                        {"neutral": true, "safe": true, "calm": true, "private": true, "note": "%s"}""".formatted(CANARY))
                .expect(200);
        http.post(RECEPTION, "/api/v1/clients", """
                        {"name": "%1$s", "birthDate": "1990-04-01", "contact": "%1$s", "emergencyContact": "%1$s",
                         "legalStatus": "ADULT", "jurisdiction": "DE-BE"}""".formatted(CANARY)).expect(201);
        http.post(
                        CLINICIAN,
                        "/api/v1/clients/" + clinic.client + "/episodes",
                        clinic.openEpisode()
                                .replace("PSYCHOTHERAPY", "COUNSELLING")
                                .replace("alcohol", CANARY))
                .expect(201);
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/therapists/" + therapist + "/competences",
                        "{\"modality\": \"COGNITIVE\", \"evidence\": \"%s\"}".formatted(CANARY))
                .expect(200);
        var away = "{\"from\": \"2080-01-01\", \"to\": \"2080-01-02\", \"reason\": \"%s\"}".formatted(CANARY);
        http.post(RECEPTION, "/api/v1/therapists/" + therapist + "/absences", away)
                .expect(200);
        http.post(RECEPTION, "/api/v1/places/" + place + "/absences", away).expect(200);
        privacy(http, clinic);
        grants(http, clinic);
        plan(http, clinic);
        emergency(http, clinic);
        sessions(http, clinic, therapist, place);
        endings(http);
        for (var end : List.of("/withdraw-attestation", "/close", "/reopen")) {
            http.post(RECORDS_OFFICER, "/api/v1/places/" + place + end, "{\"reason\": \"" + CANARY + "\"}")
                    .expect(200);
        }
        mistakes(http, clinic);
    }

    private static void emergency(Http http, Clinic clinic) {
        var broken = http.post(
                        CLINICIAN,
                        "/api/v1/clients/" + clinic.client + "/break-glass",
                        "{\"reason\": \"" + CANARY + "\"}")
                .id();
        http.post(
                        PRIVACY_OFFICER,
                        "/api/v1/break-glass/" + broken + "/review",
                        "{\"verdict\": \"NOT_JUSTIFIED\", \"note\": \"" + CANARY + "\"}")
                .expect(200);
        http.get(CLINICIAN, "/api/v1/clients/" + clinic.client + "/timeline").expect(200);
    }

    private static void privacy(Http http, Clinic clinic) {
        var client = "/api/v1/clients/" + clinic.client;
        http.post(
                        RECEPTION,
                        client + "/loved-ones",
                        "{\"relation\": \"FRIEND\", \"name\": \"%1$s\", \"contact\": \"%1$s\"}".formatted(CANARY))
                .expect(201);
        for (var hold : List.of("/legal-hold", "/release-legal-hold")) {
            http.post(PRIVACY_OFFICER, client + hold, "{\"reason\": \"" + CANARY + "\"}")
                    .expect(200);
        }
        var other =
                http.post(RECEPTION, "/api/v1/clients", """
                        {"name": "%s", "birthDate": "1990-04-01", "legalStatus": "ADULT", "jurisdiction": "DE-BE"}""".formatted(CANARY)).id();
        http.post(PRIVACY_OFFICER, "/api/v1/erasures", """
                        {"subjectId": "%s", "legalGround": "GDPR 17(1)(d)", "reason": "%s"}""".formatted(other, CANARY))
                .expect(201);
    }

    private static void grants(Http http, Clinic clinic) {
        var grants = "/api/v1/access-grants";
        var grant = http.post(
                        PRIVACY_OFFICER,
                        grants,
                        clinic.grantingCopies()
                                .replace("Ms Luchs", CANARY)
                                .replace("signed by hand, in the safe", CANARY))
                .id();
        http.get(PRIVACY_OFFICER, grants).expect(200);
        http.post(PRIVACY_OFFICER, grants + "/" + grant + "/end", "{\"reason\": \"" + CANARY + "\"}")
                .expect(200);
        http.post(PRIVACY_OFFICER, grants + "/" + grant + "/confirm-destruction", "{\"note\": \"" + CANARY + "\"}")
                .expect(200);
        http.post(PRIVACY_OFFICER, grants, clinic.granting().replace("Board of Psychology", CANARY + "?"))
                .expect(400);
        http.post(PRIVACY_OFFICER, "/api/v1/research/studies", EveryCommand.STUDY)
                .expect(201);
        http.post(
                        PRIVACY_OFFICER,
                        "/api/v1/compliance/reviews",
                        "{\"report\": \"R-19\", \"reportId\": \"%1$s\", \"findings\": \"%2$s\", \"followUp\": \"%2$s\"}"
                                .formatted(grant, CANARY))
                .expect(201);
    }

    private static void plan(Http http, Clinic clinic) {
        var plan = "/api/v1/plans/"
                + http.post(CLINICIAN, "/api/v1/episodes/" + clinic.episode + "/plans", "")
                        .id();
        var need = http.post(CLINICIAN, plan + "/needs", "{\"domain\": \"FAMILY\", \"text\": \"" + CANARY + "\"}")
                .id();
        http.post(CLINICIAN, plan + "/goals", """
                        {"clientWords": "%1$s", "needIds": ["%2$s"], "measure": "%1$s", "target": "%1$s",
                         "by": "2027-01-01"}""".formatted(CANARY, need)).expect(201);
        http.post(CLINICIAN, plan + "/modalities", """
                        {"modalities": [{"modality": "COGNITIVE", "share": 100, "rationale": "%s"}]}""".formatted(CANARY)).expect(200);
        var inForce = clinic.planInForce();
        http.post(
                        CLINICIAN,
                        "/api/v1/plans/" + inForce.id() + "/adjust",
                        """
                        {"changes": [{"op": "APPROVE_EXTENDED_SESSION", "minutes": 90, "technique": "EXPOSURE",
                          "reason": "%s"}], "reason": "CLIENT_REQUEST"}""".formatted(CANARY),
                        "If-Match",
                        inForce.header("ETag"))
                .expect(200);
    }

    private static void endings(Http http) {
        var clinic = Clinic.at(http);
        var plan = clinic.planInForce();
        http.post(
                        CLINICIAN,
                        "/api/v1/plans/" + plan.id() + "/review",
                        """
                        {"goals": [{"goalId": "%s", "progress": "MET"}], "decision": "END", "clientView": "%s"}""".formatted(clinic.goal(plan.id()), CANARY),
                        "If-Match",
                        plan.header("ETag"))
                .expect(200);
        var session = "/api/v1/sessions/" + clinic.book(inHours(72), 50).id();
        http.post(CLINICIAN, session + "/start", "").expect(200);
        http.post(CLINICIAN, session + "/abort", "{\"reason\": \"" + CANARY + "\"}")
                .expect(200);
        var episode = "/api/v1/episodes/" + clinic.episode;
        http.post(CLINICIAN, episode + "/agree-length", """
                        {"unit": "UNTIL_REVIEW", "clientWords": "%s"}""".formatted(CANARY)).expect(200);
        http.post(CLINICIAN, episode + "/discharge", "{\"reason\": 7, \"summary\": \"" + CANARY + "\"}")
                .expect(200);
    }

    private static void sessions(Http http, Clinic clinic, String therapist, String place) {
        var elsewhere = clinic.booking(inHours(48), 50, """
                        , "deviations": {"PLACE_DEVIATION": "%1$s", "THERAPIST_DEVIATION": "%1$s"}""".formatted(CANARY))
                .replace(clinic.therapist, therapist)
                .replace(clinic.place, place);
        var session = "/api/v1/sessions/"
                + http.post(RECEPTION, "/api/v1/sessions", elsewhere, "Idempotency-Key", "sung")
                        .id();
        http.post(
                        RECEPTION,
                        session + "/reschedule",
                        "{\"start\": \"" + inHours(50) + "\", \"reason\": \"" + CANARY + "\"}")
                .expect(200);
        http.post(RECEPTION, session + "/cancel", "{\"by\": \"CLIENT\", \"reason\": \"" + CANARY + "\"}")
                .expect(200);
        http.post(CLINICIAN, session + "/counselling-notes", "{\"text\": \"" + CANARY + "\"}")
                .expect(201);
        http.post(CLINICIAN, "/api/v1/sessions/" + clinic.book(inHours(72), 50).id() + "/expressions", """
                        {"technique": "OTHER", "outsideReason": "%1$s", "feelings": [{"name": "anger"}],
                         "meaning": "%1$s", "proposedBy": "CLIENT", "purpose": "EXPRESSION",
                         "product": {"form": "TEXT", "reference": "%1$s"}}""".formatted(
                                CANARY))
                .expect(201);
    }

    /** What is refused is not to be found either. */
    private static void mistakes(Http http, Clinic clinic) {
        var wrong = clinic.booking(inHours(90), 5000, ", \"" + "deviations\": {\"A\": \"" + CANARY + "\"}");
        http.post(RECEPTION, "/api/v1/sessions", wrong).expect(400);
        http.post(RECEPTION, "/api/v1/sessions", "{\"start\": \"" + CANARY + "\"}")
                .expect(400);
        http.post(RECEPTION, "/api/v1/sessions", CANARY).expect(400);
        http.post(RECORDS_OFFICER, "/api/v1/therapists", "{\"name\": \"" + CANARY + "\\u0000\", \"x\": 1}")
                .expect(400);
        http.post(
                        RECEPTION,
                        "/api/v1/sessions/" + clinic.book(inHours(96), 50).id() + "/cancel",
                        "{\"by\": \"NOBODY\", \"reason\": \"" + CANARY + "\"}")
                .expect(400);
        http.get(RECEPTION, "/api/v1/schedule?from=" + CANARY + "&to=" + CANARY).expect(400);
    }

    private static List<String> labels(RunningApplication application) {
        return application.sql().sql("""
                        select distinct m[1] from history.event,
                            regexp_matches(convert_from(payload, 'UTF8'), '"label":"([^"]+)"', 'g') m""").query(String.class).list();
    }

    /** Looks for the canary as it was written, and as it might have been encoded. */
    private static List<Path> filesWithCanary(Path folder) throws IOException {
        var looks = new ArrayList<String>();
        looks.add(CANARY);
        looks.add(new String(CANARY.getBytes(UTF_16LE), ISO_8859_1));
        looks.add(HexFormat.of().formatHex(CANARY.getBytes(UTF_8)));
        var base64 = Base64.getEncoder().withoutPadding().encodeToString(CANARY.getBytes(UTF_8));
        looks.add(base64.substring(0, base64.length() - 2));
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> looks.stream().anyMatch(bytes(file)::contains))
                    .toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
