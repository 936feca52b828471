package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FreeSlotsTest {

    private static final Http HTTP = RunningApplication.shared().http();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Clinic clinic = Clinic.at(HTTP);
    private final LocalDate monday = LocalDate.now(BERLIN).plusWeeks(6).with(TemporalAdjusters.next(DayOfWeek.MONDAY));

    @Test
    void what_is_answered_as_free_can_be_booked_and_is_then_taken() {
        var set = hours("/therapists/" + clinic.therapist, "09:00", "12:00");

        var free = free(
                "&therapistId=" + clinic.therapist + "&placeId=" + clinic.place + "&clientId=" + clinic.client,
                "Consistency-Token",
                set);
        assertThat(starts(free)).containsExactly("09:00", "09:30", "10:00", "10:30", "11:00");

        var booked = clinic.book(Instant.parse(free.get(2).path("start").asString()), 50)
                .expect(201);
        assertThat(starts(free(
                        "&therapistId=" + clinic.therapist + "&placeId=" + clinic.place,
                        "Consistency-Token",
                        booked.header("Consistency-Token"))))
                .containsExactly("09:00", "11:00");
        HTTP.post(RECEPTION, "/api/v1/sessions/" + booked.id() + "/cancel", "{\"by\": \"CLIENT\", \"reason\": \"ill\"}")
                .expect(200);
        Awaitility.await()
                .untilAsserted(() -> assertThat(free("&therapistId=" + clinic.therapist + "&placeId=" + clinic.place))
                        .hasSize(5));
    }

    @Test
    void absences_and_closures_are_left_out() {
        hours("/therapists/" + clinic.therapist, "09:00", "12:00");
        var away = "{\"from\": \"%s\", \"to\": \"%s\"}"
                .formatted(
                        monday.atTime(9, 0).atZone(BERLIN).toInstant(),
                        monday.atTime(10, 0).atZone(BERLIN).toInstant());
        var token = HTTP.post(RECEPTION, "/api/v1/places/" + clinic.place + "/absences", away)
                .expect(200)
                .header("Consistency-Token");
        var asked = "&therapistId=" + clinic.therapist + "&placeId=" + clinic.place;
        assertThat(starts(free(asked, "Consistency-Token", token))).containsExactly("10:00", "10:30", "11:00");

        token = HTTP.post(RECORDS_OFFICER, "/api/v1/places/" + clinic.place + "/close", "{\"reason\": \"flood\"}")
                .expect(200)
                .header("Consistency-Token");
        assertThat(free(asked, "Consistency-Token", token)).isEmpty();
        assertThat(clinic.book(monday.atTime(10, 0).atZone(BERLIN).toInstant(), 50)
                        .expect(409)
                        .body()
                        .path("refusals")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("NOT_AVAILABLE");

        token = HTTP.post(RECORDS_OFFICER, "/api/v1/places/" + clinic.place + "/reopen", "")
                .expect(200)
                .header("Consistency-Token");
        assertThat(starts(free(asked, "Consistency-Token", token))).hasSize(3);
    }

    @Test
    void where_nobody_said_a_place_an_attested_one_is_named() {
        var token = hours("/therapists/" + clinic.therapist, "09:00", "10:00");

        assertThat(free("&therapistId=" + clinic.therapist, "Consistency-Token", token))
                .hasSize(1)
                .allSatisfy(slot -> {
                    var place = HTTP.get(
                                    RECEPTION,
                                    "/api/v1/places/" + slot.path("placeId").asString())
                            .expect(200);
                    assertThat(place.body().path("attestation").path("calm").asBoolean())
                            .isTrue();
                });
    }

    @Test
    void without_hours_it_is_the_usual_time_of_day_and_long_answers_come_in_parts() {
        var asked = "&therapistId=" + clinic.therapist + "&placeId=" + clinic.place;
        var all = free(asked);
        assertThat(starts(all).getFirst()).isEqualTo("08:00");
        assertThat(starts(all).getLast()).isEqualTo("19:00");

        var first = HTTP.get(RECEPTION, path(asked + "&limit=7")).expect(200).body();
        var rest = items(HTTP.get(
                RECEPTION,
                path(asked + "&limit=200&cursor=" + first.path("next").asString())));
        assertThat(first.path("items").size()).isEqualTo(7);
        assertThat(rest).isEqualTo(all.subList(7, all.size()));
    }

    @Test
    void senseless_questions_are_told_what_is_expected() {
        var day = "/api/v1/free-slots?from=" + monday + "&to=" + monday.plusDays(1);
        for (var wrong : List.of(
                "/api/v1/free-slots?from=" + monday + "&to=" + monday + "&minutes=50",
                "/api/v1/free-slots?from=" + monday + "&to=" + monday.plusDays(40) + "&minutes=50",
                day + "&minutes=0",
                day + "&minutes=1441",
                day,
                day + "&minutes=50&cursor=x",
                day + "&minutes=50&therapistId=x")) {
            HTTP.get(RECEPTION, wrong).expect(400);
        }
        HTTP.get(RECEPTION, day + "&minutes=50&therapistId=" + clinic.client).expect(404);
        HTTP.get(RESEARCHER, day + "&minutes=50").expect(403);
    }

    @Test
    void therapists_and_places_are_listed() {
        var token = hours("/therapists/" + clinic.therapist, "09:00", "10:00");

        assertThat(all("therapists", token)).anySatisfy(item -> {
            assertThat(item.path("therapistId").asString()).isEqualTo(clinic.therapist);
            assertThat(item.path("name").asString()).isEqualTo("Dr Wolf");
        });
        assertThat(all("places", token)).anySatisfy(item -> {
            assertThat(item.path("placeId").asString()).isEqualTo(clinic.place);
            assertThat(item.path("attested").asBoolean()).isTrue();
        });
    }

    @Test
    void a_place_whose_attestation_has_lapsed_is_listed_as_not_attested() {
        var token = HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/places/" + clinic.place + "/attest",
                        "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": true, \"validUntil\": \"2020-01-01\"}")
                .expect(200)
                .header("Consistency-Token");

        assertThat(all("places", token)).anySatisfy(item -> {
            assertThat(item.path("placeId").asString()).isEqualTo(clinic.place);
            assertThat(item.path("attested").asBoolean()).isFalse();
        });
    }

    private static String hours(String resource, String from, String to) {
        return HTTP.post(RECEPTION, "/api/v1" + resource + "/availability", """
                        {"zone": "Europe/Berlin", "weekly": [{"day": "MONDAY", "from": "%s", "to": "%s"}]}""".formatted(from, to))
                .expect(200)
                .header("Consistency-Token");
    }

    private String path(String more) {
        return "/api/v1/free-slots?from=" + monday.atStartOfDay(BERLIN).toInstant() + "&to="
                + monday.plusDays(1).atStartOfDay(BERLIN).toInstant() + "&minutes=50" + more;
    }

    private List<JsonNode> free(String more, String... headers) {
        return items(HTTP.get(RECEPTION, path("&limit=200" + more), headers));
    }

    private static List<String> starts(List<JsonNode> slots) {
        return slots.stream()
                .map(slot -> Instant.parse(slot.path("start").asString())
                        .atZone(BERLIN)
                        .toLocalTime())
                .map(LocalTime::toString)
                .toList();
    }

    /** What a list of this clinic's has, which other tests have added to, on as many pages as it takes. */
    private static List<JsonNode> all(String list, String token) {
        var all = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = HTTP.get(
                    RECEPTION,
                    "/api/v1/" + list + "?limit=200" + (next.isEmpty() ? "" : "&cursor=" + next),
                    "Consistency-Token",
                    token);
            all.addAll(items(page));
            next = page.body().path("next").asString("");
        } while (!next.isEmpty());
        return all;
    }

    private static List<JsonNode> items(Http.Reply reply) {
        return StreamSupport.stream(reply.expect(200).body().path("items").spliterator(), false)
                .toList();
    }
}
