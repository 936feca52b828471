package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.events.web.Role.SUPERVISOR;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who looks at whose record, what they see, and that it is on record. */
class LooksTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();
    private static final Http HTTP = APPLICATION.http();
    private static final Tokens TOKENS = new Tokens(APPLICATION);
    private static final JdbcClient OWNER =
            JdbcClient.create(APPLICATION.bean(Schemas.class).owner());
    private static final int PAIRS = Integer.getInteger("access.pairs", 200);

    private final Clinic clinic = Clinic.at(HTTP);
    private final String stranger = TOKENS.of("stranger " + UUID.randomUUID(), CLINICIAN);

    private Reply asStranger(String path) {
        return HTTP.as(stranger, "GET", "/api/v1" + path, "");
    }

    private String timeline() {
        return "/clients/" + clinic.client + "/timeline";
    }

    private List<Map<String, Object>> looks() {
        return APPLICATION
                .sql()
                .sql("select * from history.access_record where client = ?::uuid order by id")
                .param(clinic.client)
                .query()
                .listOfRows();
    }

    @Test
    void each_look_is_on_record_with_who_what_why_and_how_much() {
        var items = HTTP.get(CLINICIAN, "/api/v1" + timeline())
                .expect(200)
                .body()
                .path("items")
                .size();
        HTTP.get(
                        PRIVACY_OFFICER,
                        "/api/v1/compliance/audit-trail?client=" + clinic.client,
                        "Purpose-Of-Use",
                        "COMPLIANCE")
                .expect(200);
        asStranger(timeline()).expect(404);

        assertThat(looks()).hasSize(3);
        assertThat(looks().get(0))
                .containsEntry("actor", "clinician")
                .containsEntry("role", "clinician")
                .containsEntry("kind", "timeline")
                .containsEntry("purpose", "TREATMENT")
                .containsEntry("legal_basis", "45 CFR 164.506(c)(1), 42 CFR 2.12(c)(3)")
                .containsEntry("answered", items)
                .containsEntry("outcome", "PERMITTED")
                .containsEntry("break_glass", null);
        assertThat(looks().get(1)).containsEntry("kind", "auditTrail").containsEntry("purpose", "COMPLIANCE");
        assertThat(looks().get(2)).containsEntry("outcome", "NOT_YOURS").containsEntry("answered", 0);
    }

    @Test
    void lists_are_on_record_for_each_client_they_show() {
        clinic.book(inHours(30), 50).expect(201);
        var token = clinic.book(inHours(40), 50).expect(201).header("Consistency-Token");

        HTTP.get(
                        RECEPTION,
                        "/api/v1/schedule?from=" + inHours(1) + "&to=" + inHours(60) + "&clientId=" + clinic.client,
                        "Consistency-Token",
                        token)
                .expect(200);
        HTTP.get(RECEPTION, "/api/v1/therapists").expect(200);

        assertThat(looks())
                .singleElement()
                .satisfies(look -> assertThat(look)
                        .containsEntry("kind", "schedule")
                        .containsEntry("answered", 2)
                        .containsEntry("role", "reception"));
    }

    @Test
    void what_a_stream_tells_is_on_record() throws Exception {
        try (var stream = new Listening(HTTP, HTTP.token(CLINICIAN), "/api/v1" + timeline() + "/stream", "0")) {
            stream.next();
        }

        assertThat(looks()).isNotEmpty().allSatisfy(look -> assertThat(look).containsEntry("kind", "timelineStream"));
    }

    @Test
    void what_cannot_be_put_on_record_is_not_answered() {
        OWNER.sql("revoke insert on history.access_record from anamnesis_reader")
                .update();
        try {
            for (var path : List.of(timeline(), "/clients/" + clinic.client, "/clients?name=anna")) {
                var refused = HTTP.get(RECORDS_OFFICER, "/api/v1" + path).expect(503);
                assertThat(refused.response().body()).doesNotContain("Anna").doesNotContain("alcohol");
            }
            asStranger(timeline()).expect(503);
            HTTP.get(RECEPTION, "/api/v1/places").expect(200);
        } finally {
            OWNER.sql("grant insert on history.access_record to anamnesis_reader")
                    .update();
        }
        HTTP.get(RECORDS_OFFICER, "/api/v1" + timeline()).expect(200);
    }

    @Test
    void the_record_of_looks_is_never_changed() {
        HTTP.get(CLINICIAN, "/api/v1" + timeline()).expect(200);

        for (var change : List.of(
                "update history.access_record set actor = 'x'",
                "delete from history.access_record",
                "truncate history.access_record")) {
            assertThat(catchThrowable(() -> OWNER.sql(change).update()))
                    .as(change)
                    .rootCause()
                    .hasMessageContaining("only ever added to");
        }
    }

    @Test
    void a_client_who_is_not_yours_does_not_exist() {
        var session = clinic.book(inHours(30), 50).id();
        var plan = clinic.planInForce().id();
        var nobody = UUID.randomUUID().toString();

        var pairs = Map.of(
                "/clients/" + clinic.client,
                "/clients/" + nobody,
                timeline(),
                "/clients/" + nobody + "/timeline",
                "/sessions/" + session,
                "/sessions/" + nobody,
                "/plans/" + plan,
                "/plans/" + nobody,
                "/consents/" + clinic.consent,
                "/consents/" + nobody,
                "/compliance/audit-trail?client=" + clinic.client,
                "/compliance/audit-trail?client=" + nobody);
        pairs.forEach((foreign, unknown) -> assertThat(told(asStranger(foreign).expect(404)))
                .as(foreign)
                .isEqualTo(told(asStranger(unknown).expect(404))));
        for (var command : List.of("/sessions/%s/check-in", "/plans/%s/propose", "/consents/%s/revoke")) {
            var there = command.contains("plan") ? plan : command.contains("consent") ? clinic.consent : session;
            assertThat(told(HTTP.as(stranger, "POST", "/api/v1" + command.formatted(there), "")
                            .expect(404)))
                    .as(command)
                    .isEqualTo(told(HTTP.as(stranger, "POST", "/api/v1" + command.formatted(nobody), "")
                            .expect(404)));
        }
        assertThat(told(HTTP.as(stranger, "POST", "/api/v1/sessions", clinic.booking(inHours(50), 50))
                        .expect(404)))
                .isEqualTo(told(HTTP.as(
                                stranger,
                                "POST",
                                "/api/v1/sessions",
                                clinic.booking(inHours(50), 50).replace(clinic.episode, nobody))
                        .expect(404)));
    }

    /** All of an answer but the name of the request. */
    private static String told(Reply reply) {
        return reply.response().body().replaceAll("[0-9a-f]{32}", "")
                + reply.response().headers().map().keySet();
    }

    /** Measured, and looked at by people; a machine that does other things beside it may not fail it. */
    @Test
    void foreign_and_unknown_clients_take_as_long() {
        var foreign = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (int i = 0; i < PAIRS; i++) {
            foreign.add(nanos("/clients/" + clinic.client));
            unknown.add(nanos("/clients/" + UUID.randomUUID()));
        }

        System.out.printf(
                "%d pairs: a foreign client is denied in %.2f ms, an unknown one in %.2f ms (medians)%n",
                PAIRS, median(foreign), median(unknown));
        assertThat(looks()).as("denied alike, and both on record").hasSize(PAIRS);
    }

    private long nanos(String path) {
        var begun = System.nanoTime();
        asStranger(path).expect(404);
        return System.nanoTime() - begun;
    }

    private static double median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e6;
    }

    @Test
    void reception_sees_who_and_when_and_nothing_clinical() {
        var session = clinic.book(inHours(30), 50).id();
        var plan = clinic.planInForce().id();

        assertThat(HTTP.get(RECEPTION, "/api/v1/clients/" + clinic.client)
                        .expect(200)
                        .body()
                        .path("name")
                        .asString())
                .isEqualTo("Anna");
        HTTP.get(RECEPTION, "/api/v1/sessions/" + session).expect(200);
        assertThat(HTTP.get(RECEPTION, "/api/v1/episodes/" + clinic.episode)
                        .expect(200)
                        .response()
                        .body())
                .doesNotContain("alcohol");
        Stream.of(timeline(), "/clients/" + clinic.client + "/progress", "/plans/" + plan)
                .forEach(path -> HTTP.get(RECEPTION, "/api/v1" + path).expect(403));
    }

    @Test
    void who_treats_finds_and_sees_only_their_own() {
        clinic.book(inHours(30), 50).expect(201);
        var other = TOKENS.of("dr fuchs " + clinic.client, CLINICIAN);
        var name = "{\"name\": \"Dr Fuchs\", \"account\": \"dr fuchs " + clinic.client + "\"}";
        HTTP.post(RECORDS_OFFICER, "/api/v1/therapists", name).expect(201);

        assertThat(HTTP.as(other, "GET", "/api/v1/clients?name=anna", "")
                        .expect(200)
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(HTTP.as(other, "GET", "/api/v1/schedule?from=" + inHours(1) + "&to=" + inHours(60), "")
                        .expect(200)
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void broken_glass_opens_one_record_for_an_hour_marks_what_is_read_and_waits_for_a_review() {
        var other = Clinic.at(HTTP);
        asStranger(timeline()).expect(404);
        var broken = HTTP.as(
                        stranger,
                        "POST",
                        "/api/v1/clients/" + clinic.client + "/break-glass",
                        "{\"reason\": \"collapsed in the waiting room\"}")
                .expect(201)
                .id();

        var answer = asStranger(timeline()).expect(200);
        assertThat(answer.header("Break-Glass")).isEqualTo(broken);
        asStranger("/clients/" + clinic.client).expect(200);
        asStranger("/clients/" + other.client).expect(404);
        HTTP.as(stranger, "POST", "/api/v1/consents/" + clinic.consent + "/revoke", "")
                .expect(404);
        assertThat(looks().stream().filter(look -> look.get("break_glass") != null))
                .hasSize(2)
                .allSatisfy(look ->
                        assertThat(look).containsEntry("purpose", "EMERGENCY").containsEntry("outcome", "PERMITTED"));

        var waiting = emergency(broken);
        assertThat(waiting.path("reason").asString()).isEqualTo("collapsed in the waiting room");
        assertThat(waiting.path("looks").asInt()).isEqualTo(2);
        assertThat(waiting.path("overdue").asBoolean()).isFalse();
        assertThat(waiting.has("verdict")).isFalse();

        OWNER.sql("""
                        update history.fact_break_glass
                        set invoked_at = invoked_at - interval '4 days', until = until - interval '4 days'
                        where break_glass_id = ?::uuid""").param(broken).update(); // as if that long had passed
        asStranger(timeline()).expect(404);
        assertThat(Scrape.of(HTTP).value("anamnesis_break_glass_overdue")).isPositive();

        HTTP.post(
                        PRIVACY_OFFICER,
                        "/api/v1/break-glass/" + broken + "/review",
                        "{\"verdict\": \"JUSTIFIED\", \"note\": \"alone on call\"}")
                .expect(200);
        assertThat(emergency(broken).path("verdict").asString()).isEqualTo("JUSTIFIED");
        assertThat(emergency(broken).path("overdue").asBoolean()).isFalse();
    }

    private static JsonNode emergency(String broken) {
        return HTTP.get(PRIVACY_OFFICER, "/api/v1/compliance/break-glass?limit=200")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("breakGlassId").asString().equals(broken))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_supervisor_sees_the_supervisees_clients_until_it_ends_or_consent_is_taken_back() {
        var account = "supervisor " + clinic.client;
        var supervisor = HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/therapists",
                        "{\"name\": \"Dr Uhu\", \"account\": \"" + account + "\"}")
                .id();
        var token = TOKENS.of(account, SUPERVISOR);
        HTTP.as(token, "GET", "/api/v1" + timeline(), "").expect(404);
        var agreed = HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/therapists/" + clinic.therapist + "/supervision",
                        "{\"supervisorId\": \"" + supervisor + "\"}")
                .id();
        HTTP.as(token, "GET", "/api/v1" + timeline(), "").expect(200);

        HTTP.post(RECEPTION, "/api/v1/consents/" + clinic.consent + "/revoke", "")
                .expect(200);
        HTTP.as(token, "GET", "/api/v1" + timeline(), "").expect(403);
        HTTP.get(CLINICIAN, "/api/v1" + timeline()).expect(200);

        HTTP.post(RECORDS_OFFICER, "/api/v1/supervision/" + agreed + "/end", "").expect(200);
        HTTP.as(token, "GET", "/api/v1" + timeline(), "").expect(404);
    }

    @Test
    void nobody_supervises_themself_nor_through_others() {
        var first = clinic.therapist;
        var second = HTTP.post(RECORDS_OFFICER, "/api/v1/therapists", "{\"name\": \"Dr Uhu\"}")
                .id();
        var supervises = "{\"supervisorId\": \"%s\"}";

        HTTP.post(RECORDS_OFFICER, "/api/v1/therapists/" + first + "/supervision", supervises.formatted(first))
                .expect(409);
        HTTP.post(RECORDS_OFFICER, "/api/v1/therapists/" + first + "/supervision", supervises.formatted(second))
                .expect(201);
        HTTP.post(RECORDS_OFFICER, "/api/v1/therapists/" + second + "/supervision", supervises.formatted(first))
                .expect(409);
    }

    @Test
    void every_event_says_who_for_what_by_what_right_and_what_it_goes_back_to() {
        HTTP.post(
                        RECEPTION,
                        "/api/v1/clients/" + clinic.client + "/privacy-notices",
                        "{\"version\": \"2\", \"givenAt\": \"2026-02-01\"}",
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .expect(200);
        var acting = TOKENS.acting("reception", "agency", RECEPTION);
        HTTP.as(
                        acting,
                        "POST",
                        "/api/v1/clients/" + clinic.client + "/privacy-notices",
                        "{\"version\": \"3\", \"givenAt\": \"2026-02-02\"}")
                .expect(200);

        var items = HTTP.get(AUDITOR, "/api/v1/compliance/audit-trail?limit=200&client=" + clinic.client)
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .toList();
        var notice = items.get(items.size() - 2);
        assertThat(notice.path("actor").asString()).isEqualTo("reception");
        assertThat(notice.path("purpose").asString()).isEqualTo("OPERATIONS");
        assertThat(notice.path("legalBasis").asString()).contains("164.506");
        assertThat(notice.path("requestId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(notice.path("correlationId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(notice.path("causationId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(notice.has("onBehalfOf")).isFalse();
        assertThat(items.getLast().path("actor").asString()).isEqualTo("agency");
        assertThat(items.getLast().path("onBehalfOf").asString()).isEqualTo("reception");
    }

    @Test
    void a_purpose_that_is_not_the_roles_is_403_and_an_unknown_one_400() {
        HTTP.get(RECEPTION, "/api/v1/clients/" + clinic.client, "Purpose-Of-Use", "TREATMENT")
                .expect(403);
        HTTP.get(RECEPTION, "/api/v1/clients/" + clinic.client, "Purpose-Of-Use", "CURIOSITY")
                .expect(400);
        HTTP.post(RECEPTION, "/api/v1/sessions", clinic.booking(inHours(30), 50), "Purpose-Of-Use", "RESEARCH")
                .expect(403);
    }

    @Test
    void a_counselling_note_is_read_by_its_author_and_for_training_by_a_supervisor() {
        var session = clinic.book(inHours(30), 50).id();
        var note = "/api/v1/counselling-notes/"
                + HTTP.post(
                                CLINICIAN,
                                "/api/v1/sessions/" + session + "/counselling-notes",
                                "{\"text\": \"my own doubts\"}")
                        .id();
        var account = "trainer " + clinic.client;
        var trainer = HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/therapists",
                        "{\"name\": \"Dr Uhu\", \"account\": \"" + account + "\"}")
                .id();
        HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/therapists/" + clinic.therapist + "/supervision",
                        "{\"supervisorId\": \"" + trainer + "\"}")
                .expect(201);
        var token = TOKENS.of(account, SUPERVISOR);

        assertThat(HTTP.get(CLINICIAN, note).expect(200).body().path("text").asString())
                .isEqualTo("my own doubts");
        HTTP.as(token, "GET", note, "").expect(404);
        HTTP.as(token, "GET", note, "", "Purpose-Of-Use", "TRAINING").expect(200);
        assertThat(looks().getLast())
                .containsEntry("kind", "counsellingNote")
                .containsEntry("legal_basis", "45 CFR 164.508(a)(2)(i)(B)");
        HTTP.get(RECORDS_OFFICER, note).expect(403);
        for (var path : List.of(
                timeline() + "?limit=200",
                "/compliance/audit-trail?limit=200&client=" + clinic.client,
                "/sessions/" + session)) {
            assertThat(HTTP.get(AUDITOR, "/api/v1" + path)
                            .expect(200)
                            .response()
                            .body())
                    .as(path)
                    .doesNotContain("doubts");
        }
    }

    @Test
    void an_overlap_tells_when_only_to_those_who_may_know_whose_session_it_is() {
        var start = inHours(30);
        clinic.book(start, 50).expect(201);

        var toReception = clinic.book(start, 50).expect(409).body().path("refusals");
        var toClinician = HTTP.post(CLINICIAN, "/api/v1/sessions", clinic.booking(start, 50))
                .expect(409)
                .body()
                .path("refusals");

        assertThat(toReception.valueStream()).allMatch(refusal -> refusal.has("from"));
        assertThat(toClinician
                        .valueStream()
                        .filter(refusal -> refusal.has("from"))
                        .map(refusal -> refusal.path("resource").asString()))
                .containsExactly("CLIENT");
        assertThat(toClinician.size()).isEqualTo(toReception.size());
    }
}
