package org.anamnesis.benchmarks;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.benchmarks.Http.Reply;
import org.anamnesis.events.web.Role;

/**
 * A practice to book in, made over HTTP: as many clients as therapists and places, each with their own. Bookings go round
 * among them, so that no two want the same; each is a stream of its own.
 */
final class Practice {

    private static final int MINUTES = 50;

    private final Http http;
    private final List<Lane> lanes;
    private final Instant first;

    /** A client, and by whom and where they are treated. */
    record Lane(String client, String episode, String therapist, String place) {}

    Practice(Http http, int lanes) {
        this(
                http,
                new ArrayList<>(),
                Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(1)));
        for (int i = 0; i < lanes; i++) {
            this.lanes.add(lane());
        }
    }

    private Practice(Http http, List<Lane> lanes, Instant first) {
        this.http = http;
        this.lanes = lanes;
        this.first = first;
    }

    /** The same practice, after the product was started again. */
    Practice at(Http other) {
        return new Practice(other, lanes, first);
    }

    private Lane lane() {
        var therapist = create(RECORDS_OFFICER, "/therapists", "{\"name\": \"Dr Wolf\", \"account\": \"clinician\"}");
        var credential = create(RECORDS_OFFICER, "/therapists/" + therapist + "/credentials", """
                {"type": "LICENCE", "body": "Chamber", "jurisdiction": "DE-BE", "number": "PT-4711",
                 "serviceTypes": ["PSYCHOTHERAPY"], "validFrom": "2020-01-01", "validTo": "2090-01-01",
                 "needsSupervision": false}""");
        tell(RECORDS_OFFICER, "/credentials/" + credential + "/verify", "{}");
        var place = place();
        var client = create(RECEPTION, "/clients", """
                {"name": "Anna", "birthDate": "1990-04-01", "legalStatus": "ADULT", "jurisdiction": "DE-BE"}""");
        tell(RECEPTION, "/clients/" + client + "/privacy-notices", "{\"version\": \"1\", \"givenAt\": \"2026-01-01\"}");
        create(
                RECEPTION,
                "/clients/" + client + "/consents",
                "{\"type\": \"TREATMENT\", \"signedAt\": \"2026-01-01\"}");
        var episode = create(CLINICIAN, "/clients/" + client + "/episodes", """
                {"serviceType": "PSYCHOTHERAPY", "referralSource": "SELF", "presentingProblem": "alcohol",
                 "primaryTherapistId": "%s", "usualPlaceId": "%s"}""".formatted(therapist, place));
        return new Lane(client, episode, therapist, place);
    }

    /** A place that has been attested once. */
    String place() {
        var place = create(RECORDS_OFFICER, "/places", """
                {"name": "Garden room", "kind": "ROOM", "zone": "Europe/Berlin", "jurisdiction": "DE-BE",
                 "capacity": 3}""");
        attest(place);
        return place;
    }

    /** Attests a place once more. */
    Reply attest(String place) {
        return tell(
                RECORDS_OFFICER,
                "/places/" + place + "/attest",
                "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": true}");
    }

    private String create(Role role, String path, String json) {
        return http.post(role, "/api/v1" + path, json).expect(201).id();
    }

    private Reply tell(Role role, String path, String json) {
        return http.post(role, "/api/v1" + path, json).expect(200);
    }

    Http http() {
        return http;
    }

    /** Those of the booking with this number. */
    Lane lane(long number) {
        return lanes.get((int) (number % lanes.size()));
    }

    /** When the booking with this number begins. */
    Instant start(long number) {
        return first.plus(Duration.ofHours(number / lanes.size()));
    }

    int minutes() {
        return MINUTES;
    }

    /** Books the session with this number, which nobody has booked yet. */
    Reply book(long number) {
        var lane = lane(number);
        return http.post(
                        RECEPTION,
                        "/api/v1/sessions",
                        """
                        {"episodeId": "%s", "therapistId": "%s", "placeId": "%s", "start": "%s", "minutes": %d,
                         "format": "INDIVIDUAL"}""".formatted(lane.episode(), lane.therapist(), lane.place(), start(number), MINUTES),
                        "Idempotency-Key",
                        "booking " + number)
                .expect(201);
    }
}
