package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.anamnesis.standalone.Http.Reply;

/** A clinic with one of each, made over HTTP: Anna is treated by Dr Wolf in the garden room. */
final class Clinic {

    final Http http;
    final String therapist;
    final String credential;
    final String place;
    final String client;
    final String consent;
    final String episode;

    private Clinic(Http http) {
        this.http = http;
        therapist = http.post(
                        RECORDS_OFFICER, "/api/v1/therapists", "{\"name\": \"Dr Wolf\", \"account\": \"clinician\"}")
                .id();
        credential = http.post(RECORDS_OFFICER, "/api/v1/therapists/" + therapist + "/credentials", """
                        {"type": "LICENCE", "body": "Chamber", "jurisdiction": "DE-BE", "number": "PT-4711",
                         "serviceTypes": ["PSYCHOTHERAPY"], "validFrom": "2020-01-01", "validTo": "2090-01-01",
                         "needsSupervision": false}""")
                .id();
        http.post(RECORDS_OFFICER, "/api/v1/credentials/" + credential + "/verify", "{}")
                .expect(200);
        place = http.post(RECORDS_OFFICER, "/api/v1/places", """
                        {"name": "Garden room", "kind": "ROOM", "zone": "Europe/Berlin", "jurisdiction": "DE-BE",
                         "capacity": 3}""").id();
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/places/" + place + "/attest",
                        "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": true}")
                .expect(200);
        client = http.post(RECEPTION, "/api/v1/clients", """
                        {"name": "Anna", "birthDate": "1990-04-01", "legalStatus": "ADULT", "jurisdiction": "DE-BE"}""").id();
        http.post(
                        RECEPTION,
                        "/api/v1/clients/" + client + "/privacy-notices",
                        "{\"version\": \"1\", \"givenAt\": \"2026-01-01\"}")
                .expect(200);
        consent = http.post(
                        RECEPTION,
                        "/api/v1/clients/" + client + "/consents",
                        "{\"type\": \"TREATMENT\", \"signedAt\": \"2026-01-01\"}")
                .id();
        episode = http.post(CLINICIAN, "/api/v1/clients/" + client + "/episodes", openEpisode())
                .id();
    }

    static Clinic at(Http http) {
        return new Clinic(http);
    }

    String openEpisode() {
        return """
                {"serviceType": "PSYCHOTHERAPY", "referralSource": "SELF", "presentingProblem": "alcohol",
                 "primaryTherapistId": "%s", "usualPlaceId": "%s"}""".formatted(therapist, place);
    }

    String booking(Instant start, int minutes, String... more) {
        return """
                {"episodeId": "%s", "therapistId": "%s", "placeId": "%s", "start": "%s", "minutes": %d,
                 "format": "INDIVIDUAL"%s}""".formatted(episode, therapist, place, start, minutes, String.join("", more));
    }

    /** A request for sessions at the same time on days that follow each other. */
    String series(Instant first, int count, String... more) {
        var local = first.atZone(ZoneOffset.UTC);
        return """
                {"episodeId": "%s", "therapistId": "%s", "placeId": "%s", "minutes": 50, "format": "INDIVIDUAL",
                 "cadence": {"every": 1, "unit": "DAYS", "time": "%s", "zone": "Etc/UTC"},
                 "from": "%s", "count": %d%s}""".formatted(
                episode, therapist, place, local.toLocalTime(), local.toLocalDate(), count, String.join("", more));
    }

    Reply book(Instant start, int minutes, String... headers) {
        return http.post(RECEPTION, "/api/v1/sessions", booking(start, minutes), headers);
    }

    /** A request to let a board look at all that the therapist does. */
    String granting() {
        return """
                {"body": "Board of Psychology", "recipient": "Ms Luchs", "purpose": "LICENSING",
                 "undertakingSignedAt": "2026-01-01", "undertaking": "signed by hand, in the safe",
                 "scope": {"therapists": ["%s"], "clients": [], "reports": ["R-10"]},
                 "from": "2026-01-01", "until": "2090-01-01", "copies": false, "identities": false}""".formatted(therapist);
    }

    /** The same, and copies may be taken along. */
    String grantingCopies() {
        return granting().replace("\"copies\": false", "\"copies\": true, \"destroyBy\": \"2090-02-01\"");
    }

    /** A plan that both have signed; the answer to the last signature. */
    Reply planInForce() {
        var plan = http.post(CLINICIAN, "/api/v1/episodes/" + episode + "/plans", "")
                .id();
        var path = "/api/v1/plans/" + plan;
        var need = http.post(CLINICIAN, path + "/needs", "{\"domain\": \"SUBSTANCE_USE\", \"text\": \"drinks daily\"}")
                .id();
        http.post(
                        CLINICIAN,
                        path + "/goals",
                        "{\"clientWords\": \"my mornings back\", \"needIds\": [\"" + need + "\"]}")
                .expect(201);
        http.post(CLINICIAN, path + "/modalities", "{\"modalities\": [{\"modality\": \"COGNITIVE\", \"share\": 100}]}")
                .expect(200);
        http.post(CLINICIAN, path + "/propose", "").expect(200);
        http.post(CLINICIAN, path + "/sign", "{\"as\": \"CLIENT\", \"method\": \"ELECTRONIC\"}")
                .expect(200);
        return http.post(CLINICIAN, path + "/sign", "{\"as\": \"THERAPIST\", \"method\": \"ELECTRONIC\"}")
                .expect(200);
    }

    /** The goal of a plan that {@link #planInForce()} made. */
    String goal(String plan) {
        return http.get(CLINICIAN, "/api/v1/plans/" + plan)
                .expect(200)
                .body()
                .path("goals")
                .path(0)
                .path("goalId")
                .asString();
    }

    /** A moment some hours from now, on the hour. */
    static Instant inHours(long hours) {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(hours));
    }
}
