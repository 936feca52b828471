package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.COVERING_CLINICIAN;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a board is told of what happened here, then and by all that is known now. */
class ReportsTest {

    private static final Instant MARCH = Instant.parse("2026-03-10T09:00:00Z");
    private static final String IN_MARCH = "from=2026-03-01&to=2026-04-01&limit=200";

    private final Http http = RunningApplication.shared().http();
    private final Clinic clinic = Clinic.at(http);

    // Story 1: the retroactive suspension.

    @Test
    void a_suspension_that_reaches_back_shows_beside_what_was_known_before() {
        verifiedSince("2026-01-01");
        var session = heldAfterwards(MARCH, 50);
        var inApril = report("practice-authority?" + IN_MARCH);
        assertThat(only(session, inApril).path("verdictThen").asString()).isEqualTo("CONFORMS");
        assertThat(only(session, inApril).path("verdictNow").asString()).isEqualTo("CONFORMS");

        var suspended = http.post(
                        RECORDS_OFFICER,
                        "/api/v1/credentials/" + clinic.credential + "/suspend",
                        "{\"effectiveFrom\": \"2026-03-01\", \"reason\": \"by order of the board\"}")
                .expect(200);

        var row = only(session, report("practice-authority?" + IN_MARCH));
        assertThat(row.path("verdictThen").asString()).isEqualTo("CONFORMS");
        assertThat(row.path("verdictNow").asString()).isEqualTo("NON_CONFORMANT");
        assertThat(row.path("difference").asString()).contains("suspended with effect from 2026-03-01");
        assertThat(row.path("clientId").asString()).isEqualTo(clinic.client);
        assertThat(row.path("evidence").valueStream().map(JsonNode::asString))
                .contains(suspended.body().at("/events/0/id").asString());

        var knownAt = inApril.body().at("/header/knownAt").asString();
        var onceMore = report("practice-authority?" + IN_MARCH + "&knownAt=" + knownAt);
        assertThat(items(onceMore)).isEqualTo(items(inApril));
        assertThat(onceMore.body().at("/header/ledgerCheckpoint"))
                .isEqualTo(inApril.body().at("/header/ledgerCheckpoint"));
        var credential =
                report("credentials?therapist=" + clinic.therapist).body().at("/items/0");
        assertThat(credential.path("status").asString()).isEqualTo("SUSPENDED");
        assertThat(credential.path("sessionsAffected").asInt()).isEqualTo(1);
    }

    @Test
    void what_was_recorded_since_and_does_not_reach_back_makes_no_difference() {
        verifiedSince("2026-01-01");
        var session = heldAfterwards(MARCH, 50);
        http.post(RECORDS_OFFICER, "/api/v1/credentials/" + clinic.credential + "/verify", "{}")
                .expect(200);
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/places/" + clinic.place + "/attest",
                        "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": true}")
                .expect(200);
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/credentials/" + clinic.credential + "/suspend",
                        "{\"effectiveFrom\": \"2026-03-01\", \"reason\": \"by order of the board\"}")
                .expect(200);

        assertThat(only(session, report("practice-authority?" + IN_MARCH))
                        .path("difference")
                        .asString())
                .contains("suspended with effect from")
                .doesNotContain("; ");
    }

    @Test
    void a_client_who_turns_out_to_live_elsewhere_makes_a_difference_for_sessions_over_a_distance() {
        verifiedSince("2026-01-01");
        var session = heldAfterwards(
                clinic.booking(MARCH, 50, ", \"backfill\": true").replace("INDIVIDUAL", "TELEHEALTH_INDIVIDUAL"),
                MARCH,
                50);
        http.post(RECEPTION, "/api/v1/clients/" + clinic.client + "/correct-details", """
                        {"name": "Anna", "birthDate": "1990-04-01", "legalStatus": "ADULT", "jurisdiction": "US-CA"}""")
                .expect(200);

        var row = only(session, report("practice-authority?" + IN_MARCH));
        assertThat(row.path("verdictThen").asString()).isEqualTo("CONFORMS");
        assertThat(row.path("verdictNow").asString()).isEqualTo("NON_CONFORMANT");
        assertThat(row.path("difference").asString()).contains("corrected");
    }

    // Story 5: the hour.

    @Test
    void a_session_of_74_minutes_stands_in_the_report_with_14_too_many() {
        var session = heldAfterwards(MARCH, 60, 74);

        var row = only(session, report("session-conformity?" + IN_MARCH));

        assertThat(row.path("plannedMinutes").asInt()).isEqualTo(60);
        assertThat(row.path("actualMinutes").asInt()).isEqualTo(74);
        assertThat(row.path("overrunMinutes").asInt()).isEqualTo(14);
        assertThat(row.path("verdictThen").asString()).isEqualTo("NON_CONFORMANT");
        assertThat(row.path("verdictNow").asString()).isEqualTo("NON_CONFORMANT");
    }

    @Test
    void ninety_minutes_take_an_approval_and_then_conform() {
        assertThat(clinic.book(inHours(700), 90)
                        .expect(409)
                        .body()
                        .at("/refusals/0/code")
                        .asString())
                .isEqualTo("DURATION_ABOVE_LIMIT");
        adjusted(clinic);

        var session = begun(clinic.book(inHours(700), 90).id());

        var row = only(session, report("session-conformity?from=" + inHours(699) + "&to=" + inHours(701)));
        assertThat(row.path("findings").isEmpty()).isTrue();
        assertThat(row.path("verdictNow").asString()).isEqualTo("CONFORMS");
    }

    /** A plan that was changed since both had signed. */
    private String adjusted(Clinic of) {
        var plan = of.planInForce();
        http.post(CLINICIAN, "/api/v1/plans/" + plan.id() + "/adjust", """
                        {"changes": [{"op": "APPROVE_EXTENDED_SESSION", "minutes": 90, "technique": "EXPOSURE",
                          "reason": "the first exposure takes longer"}], "reason": "REVIEW"}""", "If-Match", plan.header("ETag"))
                .expect(200);
        return plan.id();
    }

    // Story 6: other room, other person.

    @Test
    void another_room_and_another_person_are_justified_and_the_other_persons_licence_counts() {
        var cover = Clinic.at(http);
        var session = begun(http.post(
                        RECEPTION,
                        "/api/v1/sessions",
                        clinic.booking(inHours(720), 50, """
                                , "deviations": {"PLACE_DEVIATION": "usual room flooded",
                                 "THERAPIST_DEVIATION": "illness"}""")
                                .replace(clinic.therapist, cover.therapist)
                                .replace(clinic.place, cover.place))
                .id());
        var then = "from=" + inHours(719) + "&to=" + inHours(721);

        var conformity = only(session, report("session-conformity?" + then));
        assertThat(conformity.path("verdictNow").asString()).isEqualTo("DEVIATION_JUSTIFIED");
        assertThat(conformity
                        .path("deviations")
                        .valueStream()
                        .map(each -> each.path("reason").asString()))
                .containsExactlyInAnyOrder("usual room flooded", "illness");
        var authority = only(session, report("practice-authority?" + then));
        assertThat(authority.path("therapistId").asString()).isEqualTo(cover.therapist);
        assertThat(authority.path("verdictNow").asString()).isEqualTo("CONFORMS");
    }

    // Story 7: the length of treatment.

    @Test
    void a_length_that_nobody_talked_about_is_found_and_one_agreed_late_is_justified() {
        heldAfterwards(MARCH, 50);
        heldAfterwards(MARCH.plus(7, ChronoUnit.DAYS), 50);
        var path = "plan-conformity?therapist=" + clinic.therapist;
        var missing = report(path).body().at("/items/0");
        assertThat(missing.path("verdictNow").asString()).isEqualTo("NON_CONFORMANT");
        assertThat(missing.at("/findings/0").asString()).contains("no length of treatment is agreed");

        heldAfterwards(MARCH.plus(14, ChronoUnit.DAYS), 50);
        http.post(
                        CLINICIAN,
                        "/api/v1/episodes/" + clinic.episode + "/agree-length",
                        "{\"unit\": \"SESSIONS\", \"value\": 20, \"clientWords\": \"until I can sleep\"}")
                .expect(200);

        var late = report(path).body().at("/items/0");
        assertThat(late.path("verdictNow").asString()).isEqualTo("DEVIATION_JUSTIFIED");
        assertThat(late.path("lengthAgreedAfter").asInt()).isEqualTo(3);
        assertThat(late.path("lengthDueBySession").asInt()).isEqualTo(2);
    }

    @Test
    void where_rules_want_each_version_signed_one_that_is_not_stands_against_the_plan() {
        var plan = "/api/v1/plans/" + adjusted(clinic);
        assertThat(inMinnesota()).singleElement().satisfies(row -> {
            assertThat(row.path("verdict").asString()).isEqualTo("CONFORMS");
            assertThat(row.path("verdictUnder").asString()).isEqualTo("NON_CONFORMANT");
            assertThat(row.at("/findings/0").asString())
                    .isEqualTo("not signed: version 2 by the client, version 2 by the therapist");
        });

        http.post(CLINICIAN, plan + "/sign", "{\"as\": \"CLIENT\", \"method\": \"ELECTRONIC\"}")
                .expect(200);
        http.post(CLINICIAN, plan + "/sign", "{\"as\": \"THERAPIST\", \"method\": \"ELECTRONIC\"}")
                .expect(200);

        assertThat(inMinnesota()).isEmpty();
    }

    private List<JsonNode> inMinnesota() {
        return all("license-what-if?profile=us-mn-sud@1&from=" + inHours(-1) + "&").stream()
                .filter(row -> row.path("thingId").asString().equals(clinic.episode))
                .toList();
    }

    @Test
    void of_two_drafts_the_later_is_told() {
        var first = draft();
        var second = draft();
        assertThat(plan().path("planId").asString()).isEqualTo(second).isNotEqualTo(first);

        var signed = clinic.planInForce().id();
        draft();
        assertThat(plan().path("planId").asString()).isEqualTo(signed);
    }

    private String draft() {
        return http.post(CLINICIAN, "/api/v1/episodes/" + clinic.episode + "/plans", "")
                .id();
    }

    private JsonNode plan() {
        return report("plan-conformity?therapist=" + clinic.therapist).body().at("/items/0");
    }

    @Test
    void goals_that_were_copied_from_another_client_are_told() {
        var other = Clinic.at(http);
        var words = "I want to walk past the " + clinic.client + " without going in";
        goal(clinic, words);
        goal(other, words + " at all");

        var path = "plan-conformity?therapist=";
        var copied = report(path + clinic.therapist).body().at("/items/0/cloneIndex");
        assertThat(copied.asDouble()).isBetween(0.7, 0.95);
        assertThat(report(path + other.therapist).body().at("/items/0/cloneIndex"))
                .isEqualTo(copied);

        var alone = Clinic.at(http);
        goal(alone, "to learn the cello, as " + alone.client);
        assertThat(report(path + alone.therapist)
                        .body()
                        .at("/items/0/cloneIndex")
                        .asDouble())
                .isZero();
    }

    private void goal(Clinic of, String words) {
        var plan = "/api/v1/plans/"
                + http.post(CLINICIAN, "/api/v1/episodes/" + of.episode + "/plans", "")
                        .id();
        var need = http.post(CLINICIAN, plan + "/needs", "{\"domain\": \"FAMILY\", \"text\": \"rows\"}")
                .id();
        http.post(CLINICIAN, plan + "/goals", "{\"clientWords\": \"" + words + "\", \"needIds\": [\"" + need + "\"]}")
                .expect(201);
    }

    // Story 14: break glass at 02:00.

    @Test
    void an_emergency_shows_with_what_was_read_until_it_is_reviewed_and_in_the_clients_access_report() {
        var stranger = Clinic.at(http);
        var broken = http.post(
                        COVERING_CLINICIAN,
                        "/api/v1/clients/" + stranger.client + "/break-glass",
                        "{\"reason\": \"found unconscious\"}")
                .id();
        http.get(COVERING_CLINICIAN, "/api/v1/clients/" + stranger.client + "/timeline")
                .expect(200);

        http.get(COVERING_CLINICIAN, "/api/v1/compliance/audit-trail?format=csv&client=" + stranger.client)
                .expect(200);

        var open = emergency(broken, report("break-glass?reviewed=false&limit=200"));
        assertThat(open.path("looks").asInt()).isEqualTo(2);
        assertThat(open.path("reason").asString()).isEqualTo("found unconscious");
        assertThat(open.path("overdue").asBoolean()).isFalse();
        assertThat(Instant.parse(open.path("reviewDue").asString()))
                .isEqualTo(Instant.parse(open.path("from").asString()).plus(72, ChronoUnit.HOURS));
        assertThat(report("access-report?client=" + stranger.client + "&limit=200")
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(look -> look.path("breakGlassId").asString().equals(broken)))
                .hasSize(2);

        http.post(
                        PRIVACY_OFFICER,
                        "/api/v1/break-glass/" + broken + "/review",
                        "{\"verdict\": \"JUSTIFIED\", \"note\": \"rightly so\"}")
                .expect(200);

        assertThat(emergency(broken, report("break-glass?reviewed=true&limit=200"))
                        .path("reviewer")
                        .asString())
                .isEqualTo("privacy-officer");
    }

    // Story 15: new rules.

    @Test
    void new_rules_judge_what_comes_after_them_and_the_year_before_only_by_way_of_trial() {
        verifiedSince("2026-01-01");
        var before = heldAfterwards(MARCH, 50);
        var name = "trial-" + clinic.client.substring(0, 8);
        var profile = http.post(RECORDS_OFFICER, "/api/v1/rule-profiles", """
                        {"name": "%s", "version": 1, "layer": "CLINIC", "title": "Shorter sessions",
                         "effectiveFrom": "2090-01-01T00:00:00Z", "parameters": {"sessionLimit": "PT45M"}}""".formatted(name))
                .expect(201);

        var own = only(before, report("session-conformity?" + IN_MARCH));
        assertThat(own.path("ruleProfile").asString()).isEqualTo("house@1");
        assertThat(own.path("findings").toString()).doesNotContain("45 allowed");

        var trial = report("license-what-if?profile=" + name + "@1&" + IN_MARCH);
        var counts = report("license-what-if/counts?profile=" + name + "@1&" + IN_MARCH)
                .body()
                .path("items");
        assertThat(trial.body().at("/header/definition").asString()).isEqualTo("R-25@1");
        assertThat(counts.valueStream().map(each -> each.path("report").asString()))
                .containsExactly("R-10", "R-14", "R-15");
        assertThat(profile.status()).isEqualTo(201);
    }

    // The answer contract.

    @Test
    void a_report_says_what_it_rests_on() {
        var header =
                report("plan-conformity?therapist=" + clinic.therapist).body().path("header");

        assertThat(header.path("definition").asString()).isEqualTo("R-14@1");
        assertThat(header.path("generatedBy").asString()).isEqualTo("auditor");
        assertThat(header.at("/eventRange/to").asLong()).isPositive();
        assertThat(header.path("ledgerCheckpoint").asString()).contains("\n— ");
        assertThat(header.path("rowCount").asInt()).isEqualTo(1);
        assertThat(header.path("redactions").valueStream().map(JsonNode::asString))
                .contains("COUNSELLING_NOTE");
    }

    @Test
    void parts_follow_each_other_under_the_same_clocks_and_leave_nothing_out() {
        for (int week = 0; week < 5; week++) {
            heldAfterwards(MARCH.plus(7L * week, ChronoUnit.DAYS), 50);
        }
        var path = "session-conformity?from=2026-03-01&to=2026-05-01&therapist=" + clinic.therapist;
        var whole = report(path).body().path("items");

        var first = report(path + "&limit=2");
        heldAfterwards(MARCH.plus(1, ChronoUnit.DAYS), 50);
        var second =
                report(path + "&limit=2&cursor=" + first.body().path("next").asString());
        var third =
                report(path + "&limit=2&cursor=" + second.body().path("next").asString());

        assertThat(first.header("Link")).contains("rel=\"next\"");
        assertThat(List.of(first, second, third).stream()
                        .flatMap(part -> part.body().path("items").valueStream()))
                .containsExactlyElementsOf(whole.valueStream().toList());
        assertThat(third.body().has("next")).isFalse();
        assertThat(third.body().at("/header/knownAt")).isEqualTo(first.body().at("/header/knownAt"));
    }

    @Test
    void as_of_a_day_before_something_happened_it_is_not_there() {
        heldAfterwards(MARCH, 50);
        heldAfterwards(MARCH.plus(7, ChronoUnit.DAYS), 50);
        var path = "session-conformity?" + IN_MARCH + "&therapist=" + clinic.therapist;

        assertThat(report(path).body().path("items")).hasSize(2);
        assertThat(report(path + "&asOf=2026-03-12").body().path("items")).hasSize(1);
        assertThat(report(path + "&asOf=1990-01-01").body().path("items")).isEmpty();
        assertThat(report(path + "&knownAt=2026-01-01")
                        .body()
                        .at("/header/eventRange")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void as_of_a_moment_before_somebody_did_something_no_report_tells_of_it() {
        var before = Instant.now();
        var run =
                report("plan-conformity?limit=1").body().at("/header/reportId").asString();
        http.post(
                        PRIVACY_OFFICER,
                        "/api/v1/compliance/reviews",
                        "{\"report\": \"R-14\", \"reportId\": \"" + run + "\", \"findings\": \"in order\"}")
                .expect(201);
        http.post(PRIVACY_OFFICER, "/api/v1/access-grants", clinic.granting()).expect(201);
        var later = Clinic.at(http);

        isToldOnlySince(before, "review-log?", "/reportId", run);
        isToldOnlySince(before, "external-access?", "/therapists/0", clinic.therapist);
        isToldOnlySince(before, "retention?", "/subjectId", later.therapist);
        isToldOnlySince(
                before,
                "user-activity?actor=reception&from=" + before.minusSeconds(5) + "&",
                "/clientId",
                later.client);
    }

    private void isToldOnlySince(Instant before, String path, String field, String value) {
        Predicate<JsonNode> is = row -> row.at(field).asString("").equals(value);
        assertThat(all(path)).as(path).anyMatch(is);
        assertThat(all(path + "asOf=" + before + "&")).as(path).noneMatch(is);
    }

    @Test
    void parts_of_a_report_by_client_follow_each_other_and_leave_nothing_out() {
        Clinic.at(http);
        http.post(RECEPTION, "/api/v1/clients/" + clinic.client + "/loved-ones", """
                        {"relation": "PARTNER", "name": "Lotte"}""")
                .expect(201);
        for (int i = 0; i < 8; i++) {
            adjusted(Clinic.at(http));
        }
        var today = "from=" + inHours(-1) + "&";
        for (var path :
                List.of("consents-and-notices?", "retention?", "license-what-if?profile=us-mn-sud@1&" + today)) {
            var first = report(path + "limit=7").body();
            var whole = lines(path + "knownAt=" + first.at("/header/knownAt").asString() + "&");
            assertThat(whole).as(path).isNotEmpty().doesNotHaveDuplicates();
            assertThat(Stream.concat(
                            first.path("items").valueStream(),
                            parts(path, 7, first.path("next").asString("")).stream()))
                    .as(path)
                    .containsExactlyElementsOf(whole);
        }
    }

    @Test
    void a_report_does_not_go_on_after_what_it_never_told() {
        heldAfterwards(MARCH, 50);
        heldAfterwards(MARCH.plus(7, ChronoUnit.DAYS), 50);
        var of = report("session-conformity?from=2026-03-01&to=2026-04-01&limit=1&therapist=" + clinic.therapist)
                .body();
        assertThat(of.path("next").asString()).isNotEmpty();

        for (var path : List.of("credentials?", "retention?", "license-what-if?profile=us-mn-sud@1&")) {
            http.get(
                            AUDITOR,
                            "/api/v1/compliance/" + path + "cursor="
                                    + of.path("next").asString())
                    .expect(400);
        }
    }

    @Test
    void a_chart_tells_whether_consent_holds_and_what_it_rests_on() {
        var session = heldAfterwards(MARCH, 50);
        var seed = IntStream.range(0, 5000)
                .mapToObj(String::valueOf)
                .min(comparing(each -> hash(each + " " + clinic.client)))
                .orElseThrow();
        assertThat(chart(seed).path("consentToTreatment").asBoolean()).isTrue();
        assertThat(chart(seed).path("evidence").valueStream().map(JsonNode::asString))
                .containsAll(evidence(report("consents-and-notices?client=" + clinic.client)))
                .containsAll(evidence(report("session-conformity?" + IN_MARCH + "&therapist=" + clinic.therapist)));

        http.post(RECEPTION, "/api/v1/consents/" + clinic.consent + "/revoke", "{}")
                .expect(200);

        assertThat(chart(seed).path("consentToTreatment").asBoolean()).isFalse();
        assertThat(chart(seed).path("sessionsHeld").asInt()).isOne();
        assertThat(session).isNotEmpty();
    }

    private JsonNode chart(String seed) {
        return report("chart-sample?n=20&seed=" + seed)
                .body()
                .path("items")
                .valueStream()
                .filter(row -> hash(seed + " " + clinic.client)
                        .startsWith(row.path("chart").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static String hash(String drawn) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(drawn.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> evidence(Reply report) {
        return report.body()
                .path("items")
                .valueStream()
                .flatMap(row -> row.path("evidence").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    /** All rows of a report, as it is sent whole. */
    private List<JsonNode> lines(String path) {
        return report(path + "format=ndjson")
                .response()
                .body()
                .lines()
                .map(line -> Http.JSON.readTree(line).path("item"))
                .filter(JsonNode::isObject)
                .toList();
    }

    /** All rows of a report, part by part. */
    private List<JsonNode> all(String path) {
        var first = report(path + "limit=200").body();
        return Stream.concat(
                        first.path("items").valueStream(),
                        parts(path, 200, first.path("next").asString("")).stream())
                .toList();
    }

    private List<JsonNode> parts(String path, int limit, String begin) {
        var rows = new ArrayList<JsonNode>();
        for (var next = begin; !next.isEmpty(); ) {
            var part = report(path + "limit=" + limit + "&cursor=" + next).body();
            part.path("items").forEach(rows::add);
            next = part.path("next").asString("");
        }
        return rows;
    }

    @Test
    void the_same_seed_draws_the_same_charts() {
        var drawn = report("chart-sample?seed=autumn&n=3&limit=200");
        var knownAt = drawn.body().at("/header/knownAt").asString();

        assertThat(items(report("chart-sample?seed=autumn&n=3&limit=200&knownAt=" + knownAt)))
                .isEqualTo(items(drawn));
        assertThat(drawn.body().path("items")).hasSizeBetween(1, 3);
        assertThat(drawn.response().body()).doesNotContain(clinic.client);
    }

    @Test
    void what_is_kept_until_when_follows_the_last_discharge() {
        assertThat(retention().path("open").asBoolean()).isTrue();

        http.post(CLINICIAN, "/api/v1/episodes/" + clinic.episode + "/discharge", "{\"reason\": 1}")
                .expect(200);

        assertThat(LocalDate.parse(retention().path("kept").asString()))
                .isBetween(
                        LocalDate.now(ZoneOffset.UTC).plusYears(7).minusDays(2),
                        LocalDate.now(ZoneOffset.UTC).plusYears(7).plusDays(2));
    }

    @Test
    void consents_and_notices_show_how_they_stand() {
        var path = "consents-and-notices?client=" + clinic.client;
        assertThat(states(path)).isEqualTo(Map.of("NOTICE", "GIVEN", "CONSENT", "ACTIVE"));

        http.post(RECEPTION, "/api/v1/consents/" + clinic.consent + "/revoke", "{}")
                .expect(200);

        assertThat(states(path)).isEqualTo(Map.of("NOTICE", "GIVEN", "CONSENT", "REVOKED"));
        assertThat(states(path + "&asOf=2026-01-02")).isEqualTo(Map.of("NOTICE", "GIVEN", "CONSENT", "ACTIVE"));
    }

    @Test
    void a_review_of_a_report_is_on_record_itself() {
        var run =
                report("plan-conformity?limit=1").body().at("/header/reportId").asString();
        var review = http.post(
                        PRIVACY_OFFICER,
                        "/api/v1/compliance/reviews",
                        "{\"report\": \"R-14\", \"reportId\": \"" + run + "\", \"findings\": \"two plans are late\"}")
                .expect(201)
                .id();

        assertThat(report("review-log?limit=200")
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(row -> row.path("reviewId").asString().equals(review)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("reportId").asString()).isEqualTo(run);
                    assertThat(row.path("findings").asString()).isEqualTo("two plans are late");
                });
        assertThat(all("user-activity?actor=auditor&from=" + Instant.now().minusSeconds(60) + "&"))
                .anyMatch(row -> row.path("asked").asString("").contains("reportId=" + run));
    }

    private Reply report(String path) {
        return http.get(AUDITOR, "/api/v1/compliance/" + path).expect(200);
    }

    /** The items as they were sent, to the byte. */
    private static String items(Reply reply) {
        var body = reply.response().body();
        return body.substring(body.indexOf("\"items\":"));
    }

    private static JsonNode only(String session, Reply report) {
        return report.body()
                .path("items")
                .valueStream()
                .filter(row -> row.path("sessionId").asString().equals(session))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode emergency(String id, Reply report) {
        return report.body()
                .path("items")
                .valueStream()
                .filter(row -> row.path("breakGlassId").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode retention() {
        return all("retention?").stream()
                .filter(row -> row.path("subjectId").asString().equals(clinic.client))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> states(String path) {
        return report(path)
                .body()
                .path("items")
                .valueStream()
                .collect(toMap(
                        row -> row.path("kind").asString(),
                        row -> row.path("state").asString()));
    }

    private void verifiedSince(String day) {
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/credentials/" + clinic.credential + "/verify",
                        "{\"effectiveFrom\": \"" + day + "\"}")
                .expect(200);
    }

    private String begun(String session) {
        http.post(CLINICIAN, "/api/v1/sessions/" + session + "/start", "").expect(200);
        return session;
    }

    private String heldAfterwards(Instant start, int minutes) {
        return heldAfterwards(start, minutes, minutes);
    }

    private String heldAfterwards(Instant start, int planned, int lasted) {
        return heldAfterwards(clinic.booking(start, planned, ", \"backfill\": true"), start, lasted);
    }

    /** A session that was entered after it was held. */
    private String heldAfterwards(String booking, Instant start, int lasted) {
        var session = http.post(RECORDS_OFFICER, "/api/v1/sessions", booking).id();
        http.post(RECORDS_OFFICER, "/api/v1/sessions/" + session + "/start", "{\"occurredAt\": \"" + start + "\"}")
                .expect(200);
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/sessions/" + session + "/complete",
                        "{\"actualEnd\": \"" + start.plus(lasted, ChronoUnit.MINUTES) + "\"}")
                .expect(200);
        return session;
    }
}
