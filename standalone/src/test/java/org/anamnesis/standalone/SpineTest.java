package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A working day from end to end; the same in one process and on several nodes ({@link NodesTest}). */
class SpineTest {

    private final Http http = http();
    private final Clinic clinic = Clinic.at(http);

    Http http() {
        return RunningApplication.shared().http();
    }

    @Test
    void a_booking_is_seen_in_the_schedule_at_once_with_its_token() {
        var start = inHours(48);
        var booked = clinic.book(start, 50).expect(201);

        assertThat(booked.header("Location"))
                .isEqualTo("/api/v1/sessions/" + booked.body().path("id").asString());
        assertThat(booked.header("ETag")).isEqualTo("\"0\"");
        assertThat(texts(booked.body().path("grounds"), "check"))
                .containsExactly("CREDENTIAL", "CONSENT", "PLACE", "DURATION", "OVERLAP");
        var schedule = http.get(
                        RECEPTION,
                        "/api/v1/schedule?from=" + start + "&to=" + start.plusSeconds(60) + "&clientId="
                                + clinic.client,
                        "Consistency-Token",
                        booked.header("Consistency-Token"))
                .expect(200);
        assertThat(schedule.body().path("items")).singleElement().satisfies(item -> {
            assertThat(item.path("sessionId").asString()).isEqualTo(booked.id());
            assertThat(item.path("status").asString()).isEqualTo("BOOKED");
            assertThat(item.path("end").asString())
                    .isEqualTo(start.plus(Duration.ofMinutes(50)).toString());
        });
    }

    @Test
    void a_refusal_names_all_reasons_and_free_times() {
        var start = inHours(72);
        clinic.book(start, 50).expect(201);

        var refused = clinic.book(start.plusSeconds(600), 90).expect(409);

        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(texts(refused.body().path("refusals"), "code"))
                .containsExactly("DURATION_ABOVE_LIMIT", "OVERLAP", "OVERLAP", "OVERLAP");
        assertThat(texts(refused.body().path("refusals"), "resource"))
                .containsExactlyInAnyOrder("", "CLIENT", "PLACE", "THERAPIST");
        assertThat(refused.body().path("alternatives"))
                .hasSizeBetween(1, 3)
                .allSatisfy(free -> assertThat(Duration.between(
                                Instant.parse(free.path("start").asString()),
                                Instant.parse(free.path("end").asString())))
                        .isEqualTo(Duration.ofMinutes(60)));
        assertThat(http.post(
                                RECEPTION,
                                "/api/v1/sessions",
                                clinic.booking(
                                        Instant.parse(refused.body()
                                                .path("alternatives")
                                                .path(0)
                                                .path("start")
                                                .asString()),
                                        60))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void another_place_needs_a_reason_which_is_kept() {
        var cellar = http.post(
                        RECORDS_OFFICER,
                        "/api/v1/places",
                        "{\"name\": \"Cellar\", \"kind\": \"ROOM\", \"zone\": \"Europe/Berlin\", \"jurisdiction\": \"DE-BE\","
                                + " \"capacity\": 2}")
                .id();
        http.post(
                RECORDS_OFFICER,
                "/api/v1/places/" + cellar + "/attest",
                "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": false}");
        var elsewhere = clinic.booking(inHours(96), 50).replace(clinic.place, cellar);

        var refused = http.post(RECEPTION, "/api/v1/sessions", elsewhere).expect(409);
        assertThat(refused.body().path("refusals").path(0).path("deviation").asString())
                .isEqualTo("PLACE_DEVIATION");

        var booked = http.post(
                        RECEPTION,
                        "/api/v1/sessions",
                        elsewhere.replace(
                                "\"format\"", "\"deviations\": {\"PLACE_DEVIATION\": \"room flooded\"}, \"format\""))
                .expect(201);
        assertThat(booked.body().path("deviations").path(0).path("reason").asString())
                .isEqualTo("room flooded");
    }

    @Test
    void an_expression_and_an_adjustment_stand_in_timeline_and_audit_trail() {
        var session = clinic.book(inHours(24), 50).id();
        http.post(CLINICIAN, "/api/v1/sessions/" + session + "/start", "").expect(200);
        http.post(CLINICIAN, "/api/v1/sessions/" + session + "/expressions", """
                        {"technique": "ART", "feelings": [{"name": "anger", "before": 8, "after": 4}],
                         "meaning": "a storm that passes", "proposedBy": "CLIENT", "purpose": "EXPRESSION"}""")
                .expect(201);
        var plan = clinic.planInForce();
        var adjusted = http.post(
                        CLINICIAN, "/api/v1/plans/" + plan.id() + "/adjust", """
                        {"changes": [{"op": "SET_MODALITIES", "modalities": [{"modality": "MOTIVATIONAL", "share": 100}]}],
                         "reason": "CLIENT_REQUEST"}""", "If-Match", plan.header("ETag"))
                .expect(200);

        var timeline = all("/api/v1/clients/" + clinic.client + "/timeline?limit=3", CLINICIAN, adjusted);
        assertThat(timeline)
                .filteredOn(item -> item.path("type").asString().equals("ExpressionRecorded"))
                .singleElement()
                .satisfies(item -> assertThat(
                                item.path("quotes").path(0).path("words").asString())
                        .isEqualTo("a storm that passes"));
        var trail = all("/api/v1/compliance/audit-trail?client=" + clinic.client + "&limit=4", AUDITOR, adjusted);
        assertThat(trail)
                .extracting(item -> item.path("position").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(trail).hasSameSizeAs(timeline);
        assertThat(trail)
                .filteredOn(item -> item.path("type").asString().equals("PlanAdjusted"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.path("before").asString()).isEqualTo("modalities cognitive 100 %");
                    assertThat(item.path("after").asString()).isEqualTo("modalities motivational 100 %");
                    assertThat(item.path("actor").asString()).isEqualTo("clinician");
                });
    }

    @Test
    void a_session_entered_afterwards_that_overlaps_is_there_and_flagged() {
        var backfill = ", \"backfill\": true";
        var start = Instant.parse("2024-03-04T09:00:00Z");
        http.post(RECORDS_OFFICER, "/api/v1/sessions", clinic.booking(start, 75, backfill))
                .expect(201);
        var second = http.post(RECORDS_OFFICER, "/api/v1/sessions", clinic.booking(start.plusSeconds(60), 50, backfill))
                .expect(201);

        assertThat(texts(second.body().path("flags"), "code"))
                .contains("OVERLAP", "PLACE_NOT_ATTESTED", "CONSENT_MISSING", "LATE_ENTRY")
                .filteredOn("OVERLAP"::equals)
                .hasSize(3);
        http.post(RECEPTION, "/api/v1/sessions", clinic.booking(start, 50, backfill))
                .expect(403);
    }

    @Test
    void a_schedule_is_read_part_by_part() {
        var first = inHours(200);
        for (int i = 0; i < 5; i++) {
            clinic.book(first.plus(Duration.ofHours(i)), 50).expect(201);
        }
        var last = clinic.book(first.plus(Duration.ofHours(5)), 50).expect(201);

        var path = "/api/v1/schedule?from=" + first + "&to=" + first.plus(Duration.ofDays(1)) + "&clientId="
                + clinic.client + "&limit=2";
        var items = all(path, RECEPTION, last);

        assertThat(items)
                .hasSize(6)
                .extracting(item -> item.path("start").asString())
                .isSorted();
    }

    @Test
    void a_cancelled_session_leaves_the_schedule_and_its_slot_is_free_again() {
        var start = inHours(300);
        var session = clinic.book(start, 50).id();
        var cancelled = http.post(
                        RECEPTION,
                        "/api/v1/sessions/" + session + "/cancel",
                        "{\"by\": \"CLIENT\", \"reason\": \"ill\"}")
                .expect(200);
        var path = "/api/v1/schedule?from=" + start + "&to=" + start.plusSeconds(60) + "&clientId=" + clinic.client;

        assertThat(all(path, RECEPTION, cancelled)).isEmpty();
        assertThat(all(path + "&status=CANCELLED", RECEPTION, cancelled)).hasSize(1);
        clinic.book(start, 50).expect(201);
    }

    /** All parts of a list, followed by their cursors. */
    private List<JsonNode> all(String path, org.anamnesis.events.web.Role role, Reply after) {
        var items = new ArrayList<JsonNode>();
        var next = "";
        do {
            var reply = http.get(
                            role,
                            path + (next.isEmpty() ? "" : "&cursor=" + next),
                            "Consistency-Token",
                            after.header("Consistency-Token"))
                    .expect(200);
            reply.body().path("items").forEach(items::add);
            next = reply.body().path("next").asString("");
            assertThat(reply.header("Link").isEmpty()).isEqualTo(next.isEmpty());
        } while (!next.isEmpty());
        return items;
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(field).asString(""))
                .toList();
    }
}
