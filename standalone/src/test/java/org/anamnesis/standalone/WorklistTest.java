package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.anamnesis.events.web.Role;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorklistTest {

    private static final Http HTTP = RunningApplication.shared().http();

    private final Clinic clinic = Clinic.at(HTTP);

    @Test
    void a_suspended_licence_puts_each_session_to_come_on_the_work_list_and_cancels_none() {
        var first = clinic.book(inHours(30), 50).id();
        var second = clinic.book(inHours(54), 50).id();

        var suspended = HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/credentials/" + clinic.credential + "/suspend",
                        "{\"reason\": \"order\"}")
                .expect(200);

        assertThat(onTheList(2))
                .extracting(item -> item.path("sessionId").asString())
                .containsExactly(first, second);
        assertThat(onTheList(2)).allSatisfy(item -> {
            assertThat(item.path("cause").asString()).isEqualTo("CredentialSuspended");
            assertThat(item.path("causedBy").asString())
                    .isEqualTo(
                            suspended.body().path("events").path(0).path("id").asString());
        });
        assertThat(state(first)).isEqualTo("BOOKED");

        HTTP.post(RECEPTION, "/api/v1/sessions/" + first + "/cancel", "{\"by\": \"CLINIC\", \"reason\": \"order\"}")
                .expect(200);
        assertThat(onTheList(1))
                .extracting(item -> item.path("sessionId").asString())
                .containsExactly(second);
    }

    @Test
    void an_emergency_is_told_to_the_privacy_officer_until_somebody_has_looked_into_it() {
        var stranger = new Tokens(RunningApplication.shared()).of("stranger", CLINICIAN);
        var broken = HTTP.as(
                        stranger,
                        "POST",
                        "/api/v1/clients/" + clinic.client + "/break-glass",
                        "{\"reason\": \"collapsed\"}")
                .id();

        Awaitility.await()
                .untilAsserted(() -> assertThat(emergencies(PRIVACY_OFFICER)).contains(broken));
        var told = items(HTTP.get(PRIVACY_OFFICER, "/api/v1/work-items?limit=200")).stream()
                .filter(item -> item.path("breakGlassId").asString().equals(broken))
                .findFirst()
                .orElseThrow();
        assertThat(told.path("kind").asString()).isEqualTo("BREAK_GLASS_REVIEW");
        assertThat(told.path("clientId").asString()).isEqualTo(clinic.client);
        assertThat(Instant.parse(told.path("dueBy").asString()))
                .isEqualTo(Instant.parse(told.path("start").asString()).plus(Duration.ofDays(3)));
        assertThat(emergencies(RECEPTION)).isEmpty();

        HTTP.post(PRIVACY_OFFICER, "/api/v1/break-glass/" + broken + "/review", "{\"verdict\": \"JUSTIFIED\"}")
                .expect(200);
        Awaitility.await()
                .untilAsserted(() -> assertThat(emergencies(PRIVACY_OFFICER)).doesNotContain(broken));
    }

    private static List<String> emergencies(Role role) {
        return items(HTTP.get(role, "/api/v1/work-items?limit=200")).stream()
                .filter(item -> item.has("breakGlassId"))
                .map(item -> item.path("breakGlassId").asString())
                .toList();
    }

    @Test
    void an_order_that_reaches_back_marks_the_sessions_held_since_and_changes_nothing_about_them() {
        var held = heldAt(Instant.parse("2026-03-03T09:00:00Z"));
        var before = heldAt(Instant.parse("2026-02-03T09:00:00Z"));

        HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/credentials/" + clinic.credential + "/suspend",
                        "{\"effectiveFrom\": \"2026-03-01\"}")
                .expect(200);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(typesOf(held)).contains("SessionQuestioned"));
        assertThat(state(held)).isEqualTo("COMPLETED");
        assertThat(typesOf(before)).doesNotContain("SessionQuestioned");
        assertThat(onTheList(0)).isEmpty();
    }

    @Test
    void who_has_another_licence_is_not_in_question() {
        var other = HTTP.post(RECORDS_OFFICER, "/api/v1/therapists/" + clinic.therapist + "/credentials", """
                        {"type": "LICENCE", "body": "Chamber", "jurisdiction": "DE-BE", "number": "PT-4712",
                         "serviceTypes": ["PSYCHOTHERAPY"], "validFrom": "2020-01-01", "validTo": "2090-01-01",
                         "needsSupervision": false}""")
                .id();
        HTTP.post(RECORDS_OFFICER, "/api/v1/credentials/" + other + "/verify", "{}")
                .expect(200);
        clinic.book(inHours(30), 50).expect(201);

        HTTP.post(RECORDS_OFFICER, "/api/v1/credentials/" + clinic.credential + "/revoke", "{}")
                .expect(200);
        assertThat(onTheList(0)).isEmpty();
        HTTP.post(RECORDS_OFFICER, "/api/v1/credentials/" + other + "/revoke", "{}")
                .expect(200);
        assertThat(onTheList(1)).hasSize(1);
    }

    @Test
    void a_session_under_supervision_rests_on_the_agreement_as_well() {
        var trainee = HTTP.post(RECORDS_OFFICER, "/api/v1/therapists", "{\"name\": \"Dr Iltis\"}")
                .id();
        var permit = HTTP.post(RECORDS_OFFICER, "/api/v1/therapists/" + trainee + "/credentials", """
                        {"type": "TRAINEE_PERMIT", "body": "Chamber", "jurisdiction": "DE-BE", "number": "T-1",
                         "serviceTypes": ["PSYCHOTHERAPY"], "validFrom": "2020-01-01", "validTo": "2090-01-01",
                         "needsSupervision": true}""")
                .id();
        HTTP.post(RECORDS_OFFICER, "/api/v1/credentials/" + permit + "/verify", "{}")
                .expect(200);
        var book = clinic.booking(inHours(30), 50, ", \"deviations\": {\"THERAPIST_DEVIATION\": \"she asked for it\"}")
                .replace(clinic.therapist, trainee);

        var refused = HTTP.post(RECEPTION, "/api/v1/sessions", book).expect(409);
        assertThat(refused.body().path("refusals"))
                .singleElement()
                .satisfies(
                        refusal -> assertThat(refusal.path("code").asString()).isEqualTo("SUPERVISION_MISSING"));

        var agreed = HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/therapists/" + trainee + "/supervision",
                        "{\"supervisorId\": \"" + clinic.therapist + "\"}")
                .expect(201);
        var booked = HTTP.post(RECEPTION, "/api/v1/sessions", book).expect(201);
        assertThat(booked.body().path("grounds"))
                .filteredOn(ground -> ground.path("check").asString().equals("SUPERVISION"))
                .singleElement()
                .satisfies(ground -> assertThat(ground.path("evidence").path(0).asString())
                        .isEqualTo(
                                agreed.body().path("events").path(0).path("id").asString()));

        HTTP.post(RECORDS_OFFICER, "/api/v1/supervision/" + agreed.id() + "/end", "")
                .expect(200);
        assertThat(onTheList(trainee, 1))
                .extracting(item -> item.path("sessionId").asString())
                .containsExactly(booked.id());
    }

    @Test
    void a_withdrawn_attestation_a_closed_place_an_absence_and_a_revoked_consent_do_the_same() {
        for (var end : List.of(
                "/places/" + clinic.place + "/withdraw-attestation",
                "/places/" + clinic.place + "/close",
                "/therapists/" + clinic.therapist + "/absences",
                "/consents/" + clinic.consent + "/revoke")) {
            var here = Clinic.at(HTTP);
            here.book(inHours(30), 50).expect(201);
            var path = end.replace(clinic.place, here.place)
                    .replace(clinic.therapist, here.therapist)
                    .replace(clinic.consent, here.consent);

            HTTP.post(
                            RECORDS_OFFICER,
                            "/api/v1" + path,
                            end.endsWith("absences")
                                    ? "{\"from\": \"" + inHours(29) + "\", \"to\": \"" + inHours(40) + "\"}"
                                    : end.endsWith("revoke") ? "" : "{\"reason\": \"mould\"}")
                    .expect(200);

            assertThat(onTheList(here.therapist, 1)).as(end).hasSize(1);
        }
    }

    @Test
    void a_session_that_is_moved_to_where_nothing_stands_against_it_leaves_the_list() {
        var session = clinic.book(inHours(30), 50).id();
        HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/therapists/" + clinic.therapist + "/absences",
                        "{\"from\": \"" + inHours(20) + "\", \"to\": \"" + inHours(40) + "\"}")
                .expect(200);
        assertThat(onTheList(1)).hasSize(1);

        var move = "{\"start\": \"%s\", \"reason\": \"she is away\"}";
        var refused = HTTP.post(RECEPTION, "/api/v1/sessions/" + session + "/reschedule", move.formatted(inHours(31)))
                .expect(409);
        assertThat(refused.body().path("refusals").path(0).path("code").asString())
                .isEqualTo("NOT_AVAILABLE");
        HTTP.post(RECEPTION, "/api/v1/sessions/" + session + "/reschedule", move.formatted(inHours(41)))
                .expect(200);

        assertThat(onTheList(0)).isEmpty();
    }

    private String heldAt(Instant start) {
        var session = HTTP.post(RECORDS_OFFICER, "/api/v1/sessions", clinic.booking(start, 50, ", \"backfill\": true"))
                .id();
        HTTP.post(RECORDS_OFFICER, "/api/v1/sessions/" + session + "/start", "{\"occurredAt\": \"" + start + "\"}")
                .expect(200);
        HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/sessions/" + session + "/complete",
                        "{\"actualEnd\": \"" + start.plusSeconds(3000) + "\"}")
                .expect(200);
        return session;
    }

    private static String state(String session) {
        return HTTP.get(RECEPTION, "/api/v1/sessions/" + session)
                .body()
                .path("state")
                .asString();
    }

    private List<String> typesOf(String session) {
        return items(HTTP.get(CLINICIAN, "/api/v1/clients/" + clinic.client + "/timeline?limit=200")).stream()
                .filter(item -> item.path("sessionId").asString().equals(session))
                .map(item -> item.path("type").asString())
                .toList();
    }

    private List<JsonNode> onTheList(int expected) {
        return onTheList(clinic.therapist, expected);
    }

    /** The list, once it is as long as expected; it follows a moment later. */
    private static List<JsonNode> onTheList(String therapist, int expected) {
        var path = "/api/v1/work-items?therapistId=" + therapist;
        Awaitility.await()
                .during(expected == 0 ? Duration.ofMillis(500) : Duration.ZERO)
                .atMost(Duration.ofSeconds(10))
                .until(() -> items(HTTP.get(RECEPTION, path)).size() == expected);
        return items(HTTP.get(RECEPTION, path));
    }

    private static List<JsonNode> items(Http.Reply reply) {
        return StreamSupport.stream(reply.expect(200).body().path("items").spliterator(), false)
                .toList();
    }
}
