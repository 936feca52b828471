package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RuleProfilesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String RULES = "/api/v1/rule-profiles";

    private static final RunningApplication APPLICATION = RunningApplication.start();
    private static final Http HTTP = APPLICATION.http();

    private final Clinic clinic = Clinic.at(HTTP);

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    private static LocalDate in(int days) {
        return LocalDate.now(BERLIN).plusDays(days);
    }

    /** Noon at the clinic, some days and minutes from now. */
    private static Instant noon(int days) {
        return in(days).atTime(12, 0).atZone(BERLIN).toInstant();
    }

    private static Reply publish(String name, int version, LocalDate from, String parameters) {
        return HTTP.post(RECORDS_OFFICER, RULES, """
                {"name": "%s", "version": %d, "layer": "CLINIC", "effectiveFrom": "%s", "parameters": %s}""".formatted(name, version, from, parameters));
    }

    private static Reply adopt(String profile, LocalDate from) {
        return HTTP.post(RECORDS_OFFICER, RULES + "/adopt", """
                {"profile": "%s", "effectiveFrom": "%s"}""".formatted(profile, from));
    }

    private static Reply end(String ruleProfileId, LocalDate to, String... headers) {
        return HTTP.post(
                RECORDS_OFFICER, RULES + "/" + ruleProfileId + "/end", "{\"effectiveTo\": \"" + to + "\"}", headers);
    }

    @Test
    void only_sessions_from_its_day_on_are_judged_by_a_new_version() {
        var published =
                publish("house", 2, in(200), "{\"sessionLimit\": \"PT45M\"}").expect(201);

        var before = clinic.book(noon(199), 50).expect(201);
        assertThat(judgedBy(before, "DURATION")).isEqualTo("house@1");
        var after = clinic.book(noon(200), 50).expect(409);
        assertThat(refusal(after).path("code").asString()).isEqualTo("DURATION_ABOVE_LIMIT");
        assertThat(refusal(after).path("detail").asString()).isEqualTo("50 minutes asked, 45 allowed");
        var shorter = clinic.book(noon(201), 45).expect(201);
        assertThat(judgedBy(shorter, "CREDENTIAL")).isEqualTo("house@2");
        var moved = HTTP.post(
                        RECEPTION,
                        "/api/v1/sessions/" + before.id() + "/reschedule",
                        "{\"start\": \"" + noon(202) + "\", \"reason\": \"ill\"}")
                .expect(409);
        assertThat(refusal(moved).path("code").asString()).isEqualTo("DURATION_ABOVE_LIMIT");
        var series = HTTP.post(
                        RECEPTION,
                        "/api/v1/session-series",
                        clinic.series(noon(198).plusSeconds(7200), 4))
                .expect(409);
        assertThat(texts(series.body().path("refusals"), "start"))
                .containsExactly(
                        noon(200).plusSeconds(7200).toString(),
                        noon(201).plusSeconds(7200).toString());

        end(published.id(), in(203)).expect(200);
        assertThat(judgedBy(clinic.book(noon(203), 50).expect(201), "DURATION")).isEqualTo("house@1");
    }

    @Test
    void a_law_that_is_adopted_holds_beside_the_house_rules() {
        var hall = HTTP.post(RECORDS_OFFICER, "/api/v1/places", """
                        {"placeId": "00000000-0000-7000-8000-000000000001", "name": "Hall", "kind": "ROOM",
                         "zone": "Europe/Berlin", "jurisdiction": "DE-BE"}""").id();
        HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/places/" + hall + "/attest",
                        "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": false}")
                .expect(200);
        var law = adopt("us-ca-otp@1", in(100)).expect(201);
        assertThat(offered(99, law)).as("the first of all that will do").contains(hall);
        assertThat(offered(100, law)).isNotEmpty().doesNotContain(hall);
        var there = ", \"deviations\": {\"PLACE_DEVIATION\": \"full house\"}";

        HTTP.post(
                        RECEPTION,
                        "/api/v1/sessions",
                        clinic.booking(noon(99), 50, there).replace(clinic.place, hall))
                .expect(201);
        var refused = HTTP.post(
                        RECEPTION,
                        "/api/v1/sessions",
                        clinic.booking(noon(100), 50, there).replace(clinic.place, hall))
                .expect(409);
        assertThat(refusal(refused).path("detail").asString()).isEqualTo("the place is not attested as PRIVATE");
        var booked = clinic.book(noon(100), 50).expect(201);
        assertThat(judgedBy(booked, "PLACE")).isEqualTo("us-ca-otp@1+house@1");

        assertThat(refusal(adopt("us-ca-otp@1", in(101)).expect(409))
                        .path("code")
                        .asString())
                .isEqualTo("ALREADY_EXISTS");
        end(law.id(), in(110)).expect(200);
        assertThat(refusal(end(law.id(), in(111)).expect(409)).path("code").asString())
                .isEqualTo("ILLEGAL_STATE");
    }

    /** Places where there is time on a day. */
    private List<String> offered(int day, Reply after) {
        return texts(
                HTTP.get(
                                RECEPTION,
                                "/api/v1/free-slots?from=%s&to=%s&minutes=50&therapistId=%s"
                                        .formatted(in(day), in(day + 1), clinic.therapist),
                                "Consistency-Token",
                                after.header("Consistency-Token"))
                        .expect(200)
                        .body()
                        .path("items"),
                "placeId");
    }

    @Test
    void everybody_on_the_staff_can_read_what_holds_when_and_where_it_comes_from() {
        var law = adopt("us-mn-sud@1", in(50)).expect(201);
        var fresh = new String[] {"Consistency-Token", law.header("Consistency-Token")};

        var rules = HTTP.get(AUDITOR, RULES + "?effective=" + in(50), fresh)
                .expect(200)
                .body();

        assertThat(texts(rules.path("items"), "profile"))
                .contains("house@1", "us-ca-otp@1", "us-co-addiction@1", "us-mn-sud@1");
        var document = item(rules.path("items"), "profile", "us-mn-sud@1");
        assertThat(document.path("shipped").asBoolean()).isTrue();
        assertThat(document.path("ruleProfileId").asString()).isEqualTo(law.id());
        assertThat(document.path("effectiveFrom").asString()).isEqualTo(hour(50, 0));
        assertThat(document.path("parameters").path("planDueBySessionDay").asInt())
                .isEqualTo(10);
        assertThat(rules.path("effective").path("id").asString()).isEqualTo("us-mn-sud@1+house@1");
        var rule = item(rules.path("effective").path("rules"), "name", "planDueWithin");
        assertThat(rule.path("value").asString()).isEqualTo("P30D");
        assertThat(texts(rule.path("profiles"))).containsExactly("us-mn-sud@1");
        assertThat(texts(rule.path("sources"))).containsExactly("Minn. Stat. 245G.06");
        var known = item(rules.path("rules"), "name", "planDueWithin");
        assertThat(known.path("meaning").asString()).contains("plan is due");
        assertThat(known.path("expected").asString()).contains("such as P28D");
        assertThat(item(rules.path("effective").path("rules"), "name", "sessionLimit")
                        .path("value")
                        .asString())
                .isEqualTo("PT1H");
        assertThat(HTTP.get(RECEPTION, RULES)
                        .expect(200)
                        .body()
                        .path("effective")
                        .path("id")
                        .asString())
                .isEqualTo("house@1");

        var one = HTTP.get(CLINICIAN, law.header("Location"), fresh).expect(200);
        assertThat(one.body().path("title").asString()).startsWith("Minnesota");
        end(law.id(), in(60), "If-Match", "\"7\"").expect(412);
        var ended = end(law.id(), in(60), "If-Match", one.header("ETag")).expect(200);
        assertThat(HTTP.get(
                                AUDITOR,
                                RULES + "?effective=" + in(60),
                                "Consistency-Token",
                                ended.header("Consistency-Token"))
                        .body()
                        .path("effective")
                        .path("id")
                        .asString())
                .isEqualTo("house@1");
        HTTP.get(AUDITOR, RULES + "/" + clinic.client).expect(404);
        HTTP.get(AUDITOR, RULES + "?effective=soon").expect(400);
    }

    @Test
    void what_makes_no_sense_is_named_at_its_place_and_nothing_is_published() {
        var wrong = publish("house", 3, in(300), """
                {"sessionLimit": "45 minutes", "teaTime": "17:00", "attestedQualities": ["COSY"]}""").expect(400);
        assertThat(texts(wrong.body().path("errors"), "at"))
                .containsExactly("/parameters/attestedQualities", "/parameters/sessionLimit", "/parameters/teaTime");
        assertThat(wrong.body().path("errors").path(1).path("detail").asString())
                .isEqualTo("a length in whole minutes such as PT45M is expected, from PT1M to P1D");
        assertThat(wrong.body().path("errors").path(2).path("detail").asString())
                .contains("sessionLimit", "recordRetention");

        publish("house", 3, in(300), "{}").expect(400);
        publish("House rules", 3, in(300), "{\"seriesLongest\": 3}").expect(400);
        publish("house", 0, in(300), "{\"seriesLongest\": 3}").expect(400);
        publish("house", 3, in(300), "{\"seriesLongest\": null}").expect(400);
        publish("house", 3, in(300), "{\"seriesLongest\": {\"a\": [1]}}").expect(400);
        var words = HTTP.post(RECORDS_OFFICER, RULES, """
                {"name": "house", "version": 3, "layer": "CLINIC", "effectiveFrom": "2190-01-01",
                 "parameters": {"seriesLongest": 3}, "sources": {"seriesLongest": "<b>us</b>"}, "overrides": ["x"]}""").expect(400);
        assertThat(texts(words.body().path("errors"), "at")).containsExactly("/sources");
        var unknown = adopt("us-xx@1", in(300)).expect(404);
        assertThat(unknown.body().path("field").asString()).isEqualTo("profile");
        assertThat(refusal(publish("house", 1, in(300), "{\"seriesLongest\": 3}")
                                .expect(409))
                        .path("code")
                        .asString())
                .isEqualTo("ALREADY_EXISTS");

        assertThat(texts(HTTP.get(AUDITOR, RULES).body().path("items"), "profile"))
                .doesNotContain("house@3");
    }

    @Test
    void two_who_publish_the_same_version_at_once_are_told_apart() throws Exception {
        var replies = new ConcurrentLinkedQueue<Integer>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                callers.execute(() -> replies.add(
                        publish("race", 1, in(300), "{\"alternativesMost\": 2}").status()));
            }
        }

        assertThat(replies).hasSize(8).filteredOn(status -> status == 201).hasSize(1);
        assertThat(replies).filteredOn(status -> status == 409).hasSize(7);
    }

    @Test
    void free_times_and_alternatives_keep_to_the_rules() {
        var rules = publish("hours", 1, in(20), """
                        {"timeStep": "PT60M", "usualHoursFrom": "13:00", "usualHoursTo": "16:00", "alternativesMost": 2}""").expect(201);
        var booked = clinic.book(noon(20).plusSeconds(3600), 50).expect(201);

        var free = HTTP.get(
                        RECEPTION,
                        "/api/v1/free-slots?from=%s&to=%s&minutes=50&therapistId=%s&placeId=%s"
                                .formatted(in(20), in(21), clinic.therapist, clinic.place),
                        "Consistency-Token",
                        booked.header("Consistency-Token"))
                .expect(200);
        assertThat(texts(free.body().path("items"), "start")).containsExactly(hour(20, 14), hour(20, 15));
        var taken = clinic.book(noon(20).plusSeconds(3600), 50).expect(409);
        assertThat(texts(taken.body().path("alternatives"), "start")).containsExactly(hour(20, 14), hour(20, 15));

        end(rules.id(), in(20)).expect(200);
    }

    private static String hour(int days, int hour) {
        return in(days).atTime(hour, 0).atZone(BERLIN).toInstant().toString();
    }

    @Test
    void an_emergency_is_to_be_reviewed_as_soon_as_the_rules_say() {
        var rules = publish("watch", 1, in(-1), "{\"breakGlassReviewWithin\": \"PT60M\"}")
                .expect(201);
        var broken = HTTP.post(
                        CLINICIAN, "/api/v1/clients/" + clinic.client + "/break-glass", "{\"reason\": \"collapsed\"}")
                .expect(201);

        var emergency = item(
                HTTP.get(PRIVACY_OFFICER, "/api/v1/compliance/break-glass?limit=200")
                        .expect(200)
                        .body()
                        .path("items"),
                "breakGlassId",
                broken.id());

        var from = Instant.parse(emergency.path("from").asString());
        assertThat(Instant.parse(emergency.path("reviewDue").asString())).isEqualTo(from.plus(Duration.ofHours(1)));
        assertThat(Instant.parse(emergency.path("until").asString())).isEqualTo(from.plus(Duration.ofHours(1)));
        end(rules.id(), in(-1)).expect(200);
    }

    private static String judgedBy(Reply booked, String check) {
        return item(booked.body().path("grounds"), "check", check)
                .path("ruleProfile")
                .asString();
    }

    private static JsonNode refusal(Reply refused) {
        return refused.body().path("refusals").path(0);
    }

    private static JsonNode item(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(each -> each.path(field).asString().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asString())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
