package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A client to whom everything happened that progress is about, made over HTTP. */
final class FullStory {

    final Clinic clinic;
    private final Http http;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private final String secondTherapist;
    private final String secondPlace;
    private String episode;
    private String therapist;
    private String place;

    private FullStory(Http http) {
        this.http = http;
        clinic = Clinic.at(http);
        episode = clinic.episode;
        therapist = clinic.therapist;
        place = clinic.place;
        secondTherapist = http.post(RECORDS_OFFICER, "/api/v1/therapists", "{\"name\": \"Dr Fuchs\"}")
                .id();
        secondPlace = http.post(RECORDS_OFFICER, "/api/v1/places", """
                        {"name": "Cellar", "kind": "ROOM", "zone": "Europe/Berlin", "jurisdiction": "DE-BE"}""").id();
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/places/" + secondPlace + "/attest",
                        "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": true}")
                .expect(200);
    }

    static FullStory at(Http http) {
        var story = new FullStory(http);
        story.tell();
        return story;
    }

    Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private void tell() {
        held(70, 50);
        var first = held(63, 50);
        var plan = plan(60);
        therapist = secondTherapist;
        held(56, 50, """
                {"modality": "COGNITIVE", "minutes": 30}, {"modality": "BEHAVIOURAL", "minutes": 10},
                {"modality": "COGNITIVE", "minutes": 5}""");
        therapist = clinic.therapist;
        agree(55, 8);
        place = secondPlace;
        var overran = held(49, 75, "{\"modality\": \"MOTIVATIONAL\", \"minutes\": 70}");
        place = clinic.place;
        var late = held(33, 50);
        agree(30, 10);
        missed(28);
        heldWithoutTheClient(27);
        aborted(26);
        adjust(plan, 25, overran.event());
        held(20, 50, "{\"modality\": \"COGNITIVE\", \"minutes\": 50}");
        held(6, 50);
        express(
                first,
                "ART",
                "{\"name\": \"anger\", \"before\": 8, \"after\": 3}, {\"name\": \"grief\", \"after\": 4}");
        express(late, "ART", "{\"name\": \"anger\", \"before\": 5, \"after\": 5}");
        express(late, "EMPTY_CHAIR", "{\"name\": \"anger\", \"before\": 2}, {\"name\": \"hope\"}");
        cancelled(3, "CLIENT");
        cancelled(5, "THERAPIST");
        cancelled(72, "CLIENT");
        movedAndHeld();
        clinic.book(inHours(96), 50).id();
        review(plan, overran.event());
        anotherEpisode();
    }

    private record Held(String session, String event) {}

    private Held held(int daysAgo, int minutes) {
        return held(daysAgo, minutes, "");
    }

    private Held held(int daysAgo, int minutes, String delivered) {
        return completed(daysAgo, minutes, "\"delivered\": [" + delivered + "]");
    }

    private void heldWithoutTheClient(int daysAgo) {
        completed(
                daysAgo,
                50,
                "\"attendance\": [{\"participant\": \"%s\", \"attended\": false}]".formatted(clinic.client));
    }

    private Held completed(int daysAgo, int minutes, String more) {
        var session = started(daysAgo);
        var reply = http.post(
                        RECORDS_OFFICER,
                        session(session) + "/complete",
                        "{\"actualEnd\": \"%s\", %s}".formatted(daysAgo(daysAgo).plusSeconds(60L * minutes), more))
                .expect(200);
        return new Held(session, reply.body().at("/events/0/id").asString());
    }

    private void missed(int daysAgo) {
        http.post(RECORDS_OFFICER, session(entered(daysAgo)) + "/no-show", "").expect(200);
    }

    private void aborted(int daysAgo) {
        var end = daysAgo(daysAgo).plusSeconds(600);
        http.post(
                        RECORDS_OFFICER,
                        session(started(daysAgo)) + "/abort",
                        "{\"reason\": \"alarm\", \"occurredAt\": \"" + end + "\"}")
                .expect(200);
    }

    private String started(int daysAgo) {
        var session = entered(daysAgo);
        http.post(RECORDS_OFFICER, session(session) + "/start", at(daysAgo)).expect(200);
        return session;
    }

    private String entered(int daysAgo) {
        return http.post(
                        RECORDS_OFFICER, "/api/v1/sessions", """
                        {"episodeId": "%s", "therapistId": "%s", "placeId": "%s", "start": "%s", "minutes": 50,
                         "format": "INDIVIDUAL", "backfill": true}""".formatted(episode, therapist, place, daysAgo(daysAgo)))
                .id();
    }

    /** Moved to another place, begun an hour and a quarter ago, and ended now. */
    private void movedAndHeld() {
        var session = clinic.book(inHours(50), 50).id();
        http.post(
                        RECEPTION,
                        session(session) + "/reschedule",
                        "{\"start\": \"%s\", \"placeId\": \"%s\", \"reason\": \"flood\"}"
                                .formatted(inHours(30), secondPlace))
                .expect(200);
        var end = Instant.now().minusSeconds(1);
        http.post(
                        CLINICIAN,
                        session(session) + "/start",
                        "{\"occurredAt\": \"" + end.minus(Duration.ofMinutes(74)) + "\"}")
                .expect(200);
        http.post(
                        CLINICIAN,
                        session(session) + "/complete",
                        "{\"actualEnd\": \"%s\", \"delivered\": [{\"modality\": \"COGNITIVE\", \"minutes\": 60}]}"
                                .formatted(end))
                .expect(200);
    }

    private void cancelled(int inHours, String by) {
        var session = clinic.book(inHours(inHours), 50).id();
        http.post(RECEPTION, session(session) + "/cancel", "{\"by\": \"%s\", \"reason\": \"ill\"}".formatted(by))
                .expect(200);
    }

    private void express(Held held, String technique, String feelings) {
        http.post(CLINICIAN, session(held.session()) + "/expressions", """
                        {"technique": "%s", "feelings": [%s], "meaning": "a storm", "proposedBy": "CLIENT",
                         "purpose": "EXPRESSION"}""".formatted(technique, feelings))
                .expect(201);
    }

    private void agree(int daysAgo, int sessions) {
        http.post(
                        CLINICIAN,
                        "/api/v1/episodes/" + clinic.episode + "/agree-length",
                        "{\"unit\": \"SESSIONS\", \"value\": %d, \"occurredAt\": \"%s\"}"
                                .formatted(sessions, daysAgo(daysAgo)))
                .expect(200);
    }

    /** A plan that came into force some days ago. */
    private Plan plan(int daysAgo) {
        var path = "/api/v1/plans/"
                + http.post(CLINICIAN, "/api/v1/episodes/" + episode + "/plans", at(daysAgo))
                        .id();
        var need = http.post(CLINICIAN, path + "/needs", "{\"domain\": \"FAMILY\", \"text\": \"rows at home\"}")
                .id();
        var goal = http.post(CLINICIAN, path + "/goals", goal(need)).id();
        http.post(CLINICIAN, path + "/modalities", """
                {"modalities": [{"modality": "COGNITIVE", "share": 70, "rationale": "worries"},
                                {"modality": "MOTIVATIONAL", "share": 30}]}""").expect(200);
        http.post(CLINICIAN, path + "/cadence", cadence(2)).expect(200);
        http.post(CLINICIAN, path + "/cadence", cadence(1)).expect(200);
        http.post(CLINICIAN, path + "/propose", at(daysAgo)).expect(200);
        http.post(CLINICIAN, path + "/sign", sign("CLIENT", daysAgo)).expect(200);
        http.post(CLINICIAN, path + "/sign", sign("THERAPIST", daysAgo - 1)).expect(200);
        return new Plan(path, need, goal);
    }

    private record Plan(String path, String need, String goal) {}

    private void adjust(Plan plan, int daysAgo, String evidence) {
        http.post(
                        CLINICIAN,
                        plan.path() + "/adjust",
                        """
                {"reason": "MEASURE", "evidence": ["%s"], "occurredAt": "%s", "changes": [
                  {"op": "ADD_GOAL", "clientWords": "sleep", "needIds": ["%s"]},
                  {"op": "END_GOAL", "goalId": "%s"},
                  {"op": "SET_MODALITIES", "modalities": [{"modality": "COGNITIVE", "share": 60},
                                                          {"modality": "PSYCHODYNAMIC", "share": 40}]},
                  {"op": "SET_CADENCE", "every": 4, "unit": "WEEKS", "time": "10:00", "zone": "Europe/Berlin"},
                  {"op": "SET_CADENCE", "every": 10, "unit": "DAYS", "time": "10:00", "zone": "Europe/Berlin"},
                  {"op": "APPROVE_EXTENDED_SESSION", "minutes": 90, "technique": "EXPOSURE", "reason": "it takes long"}
                ]}""".formatted(evidence, daysAgo(daysAgo), plan.need(), plan.goal()),
                        version(plan))
                .expect(200);
        http.post(CLINICIAN, plan.path() + "/sign", sign("CLIENT", daysAgo)).expect(200);
    }

    private void review(Plan plan, String evidence) {
        var goal = http.get(CLINICIAN, plan.path()).body().at("/goals/0/goalId").asString();
        http.post(CLINICIAN, plan.path() + "/review", """
                {"goals": [{"goalId": "%s", "progress": "PROGRESS", "evidence": ["%s"]}], "decision": "CONTINUE",
                 "clientView": "it helps"}""".formatted(goal, evidence), version(plan))
                .expect(200);
    }

    /** An episode of counselling, long ago, with two sessions and an adjusted plan that is completed. */
    private void anotherEpisode() {
        episode = http.post(
                        CLINICIAN,
                        "/api/v1/clients/" + clinic.client + "/episodes",
                        clinic.openEpisode().replace("PSYCHOTHERAPY", "COUNSELLING"))
                .id();
        held(400, 50);
        held(390, 50);
        var plan = plan(395);
        http.post(CLINICIAN, plan.path() + "/complete", at(380)).expect(200);
    }

    private String[] version(Plan plan) {
        return new String[] {
            "If-Match", http.get(CLINICIAN, plan.path()).expect(200).header("ETag")
        };
    }

    private String at(int daysAgo) {
        return "{\"occurredAt\": \"" + daysAgo(daysAgo) + "\"}";
    }

    private String sign(String as, int daysAgo) {
        return "{\"as\": \"%s\", \"method\": \"WET_INK\", \"occurredAt\": \"%s\"}".formatted(as, daysAgo(daysAgo));
    }

    private static String goal(String need) {
        return "{\"clientWords\": \"my mornings back\", \"needIds\": [\"" + need + "\"]}";
    }

    private static String cadence(int weeks) {
        return "{\"every\": %d, \"unit\": \"WEEKS\", \"time\": \"10:00\", \"zone\": \"Europe/Berlin\"}"
                .formatted(weeks);
    }

    private static String session(String id) {
        return "/api/v1/sessions/" + id;
    }
}
