package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.anamnesis.events.web.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One thing as it is now, right after the command that made it so. */
class LookupTest {

    private final Http http = RunningApplication.shared().http();
    private final Clinic clinic = Clinic.at(http);

    @Test
    void a_plan_is_told_as_it_stands_with_the_version_that_the_next_adjustment_asks_for() {
        var signed = clinic.planInForce();
        var plan = "/api/v1/plans/" + signed.id();

        var before = http.get(CLINICIAN, plan).expect(200);
        assertThat(before.header("ETag")).isEqualTo(signed.header("ETag"));
        assertThat(before.body().path("state").asString()).isEqualTo("IN_FORCE");
        assertThat(before.body().path("signaturesDue")).isEmpty();
        assertThat(before.body().at("/goals/0/clientWords").asString()).isEqualTo("my mornings back");

        var need = before.body().at("/needs/0/needId").asString();
        var goal = before.body().at("/goals/0/goalId").asString();
        http.post(CLINICIAN, plan + "/adjust", """
                        {"reason": "REVIEW", "changes": [{"op": "END_GOAL", "goalId": "%s"},
                          {"op": "ADD_GOAL", "clientWords": "sleep", "needIds": ["%s"]},
                          {"op": "SET_MODALITIES", "modalities": [{"modality": "MOTIVATIONAL", "share": 100}]},
                          {"op": "APPROVE_EXTENDED_SESSION", "minutes": 90, "technique": "EXPOSURE", "reason": "x"}]}""".formatted(goal, need), "If-Match", before.header("ETag"))
                .expect(200);

        var after = http.get(CLINICIAN, plan).expect(200).body();
        assertThat(after.path("planVersion").asInt()).isEqualTo(2);
        assertThat(after.path("goals"))
                .singleElement()
                .matches(left -> left.path("clientWords").asString().equals("sleep"));
        assertThat(after.at("/modalities/0/modality").asString()).isEqualTo("MOTIVATIONAL");
        assertThat(after.path("longestSession").asInt()).isEqualTo(90);
        assertThat(after.path("signaturesDue")).hasSize(2);
        assertThat(list("/api/v1/clients/" + clinic.client + "/plans", CLINICIAN))
                .containsExactly(after);
    }

    @Test
    void a_session_is_told_through_its_life() {
        var booked = clinic.book(inHours(24), 50);
        var session = "/api/v1/sessions/" + booked.id();

        assertThat(http.get(RECEPTION, session).body().path("state").asString()).isEqualTo("BOOKED");
        http.post(RECEPTION, session + "/reschedule", "{\"start\": \"%s\", \"reason\": \"ill\"}".formatted(inHours(30)))
                .expect(200);
        assertThat(http.get(RECEPTION, session).body().path("start").asString())
                .isEqualTo(inHours(30).toString());
        http.post(CLINICIAN, session + "/start", "{}").expect(200);
        assertThat(http.get(CLINICIAN, session).body().path("startedAt").isString())
                .isTrue();
        assertThat(http.get(CLINICIAN, session).body().path("state").asString()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void people_and_places_are_told_by_name_and_credentials_by_number() {
        assertThat(told("/therapists/" + clinic.therapist, RECEPTION, "name")).isEqualTo("Dr Wolf");
        assertThat(told("/credentials/" + clinic.credential, RECORDS_OFFICER, "number"))
                .isEqualTo("PT-4711");
        assertThat(told("/credentials/" + clinic.credential, RECORDS_OFFICER, "verifiedAt"))
                .isNotEmpty();
        assertThat(told("/clients/" + clinic.client, RECEPTION, "name")).isEqualTo("Anna");
        assertThat(told("/clients/" + clinic.client, RECEPTION, "privacyNotice"))
                .isEqualTo("1");
        assertThat(told("/consents/" + clinic.consent, RECEPTION, "type")).isEqualTo("TREATMENT");
        assertThat(list("/api/v1/clients/" + clinic.client + "/consents", RECEPTION))
                .hasSize(1);
        var place = http.get(RECEPTION, "/api/v1/places/" + clinic.place).expect(200);
        assertThat(place.body().path("name").asString()).isEqualTo("Garden room");
        assertThat(place.body().at("/attestation/private").asBoolean()).isTrue();
        assertThat(place.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void what_somebody_comes_for_is_not_receptions_business() {
        var path = "/episodes/" + clinic.episode;

        assertThat(told(path, CLINICIAN, "presentingProblem")).isEqualTo("alcohol");
        assertThat(told(path, RECEPTION, "presentingProblem")).isEmpty();
        assertThat(list("/api/v1/clients/" + clinic.client + "/episodes", RECEPTION))
                .singleElement()
                .matches(episode -> episode.path("presentingProblem").isMissingNode());
        http.get(RECEPTION, "/api/v1/plans/" + clinic.planInForce().id()).expect(403);
        http.get(RESEARCHER, "/api/v1" + path).expect(403);
    }

    @Test
    void an_id_that_means_nothing_here_is_not_found() {
        for (var kind : List.of(
                "therapists", "credentials", "places", "clients", "consents", "episodes", "plans", "sessions")) {
            http.get(CLINICIAN, "/api/v1/" + kind + "/" + UUID.randomUUID()).expect(404);
        }
        http.get(CLINICIAN, "/api/v1/plans/" + clinic.client).expect(404);
        http.get(CLINICIAN, "/api/v1/clients/" + clinic.episode).expect(404);
        http.get(CLINICIAN, "/api/v1/clients/" + UUID.randomUUID() + "/plans").expect(404);
        http.get(CLINICIAN, "/api/v1/plans/7").expect(400);
    }

    private String told(String path, Role role, String field) {
        return http.get(role, "/api/v1" + path).expect(200).body().path(field).asString("");
    }

    private List<JsonNode> list(String path, Role role) {
        return http.get(role, path)
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }
}
