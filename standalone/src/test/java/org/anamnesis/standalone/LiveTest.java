package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.anamnesis.events.web.Role;
import org.anamnesis.standalone.Listening.Heard;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The timeline and the schedule, live. */
class LiveTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();
    private static final Http HTTP = APPLICATION.http();

    private final Clinic clinic = Clinic.at(HTTP);
    private final String timeline = "/api/v1/clients/" + clinic.client + "/timeline/stream";
    private final String schedule = "/api/v1/schedule/stream?clientId=" + clinic.client;

    private static Listening listen(Role role, String path, String after) {
        return new Listening(HTTP, HTTP.token(role), path, after);
    }

    @Test
    void an_entry_of_the_timeline_is_heard_within_a_second() throws InterruptedException {
        awaitTimelineOf(clinic);
        try (var live = listen(CLINICIAN, timeline, "")) {
            assertThat(live.status()).isEqualTo(200);
            assertThat(live.contentType()).startsWith("text/event-stream");
            for (int hour = 24; hour < 27; hour++) {
                var before = System.nanoTime();
                var session = clinic.book(inHours(hour), 50).id();

                var heard = live.next();

                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
                assertThat(heard.data().path("type").asString()).isEqualTo("SessionBooked");
                assertThat(heard.data().path("sessionId").asString()).isEqualTo(session);
                assertThat(heard.id()).isEqualTo(heard.data().path("position").asString());
            }
        }
    }

    @Test
    void after_a_break_a_stream_goes_on_with_exactly_what_happened_meanwhile() throws InterruptedException {
        awaitTimelineOf(clinic);
        String last;
        String lastScheduled;
        try (var live = listen(CLINICIAN, timeline, "");
                var sessions = listen(RECEPTION, schedule, "")) {
            clinic.book(inHours(24), 50).id();
            last = live.next().id();
            lastScheduled = sessions.next().id();
        }

        var second = clinic.book(inHours(26), 50).id();
        var third = clinic.book(inHours(28), 50).id();
        HTTP.post(RECEPTION, "/api/v1/sessions/" + second + "/cancel", "{\"by\": \"CLIENT\", \"reason\": \"ill\"}")
                .expect(200);

        try (var live = listen(CLINICIAN, timeline, last);
                var sessions = listen(RECEPTION, schedule, lastScheduled)) {
            assertThat(live.all(700))
                    .extracting(heard -> told(heard, "type"))
                    .containsExactly("SessionBooked", "SessionBooked", "SessionCancelled");
            assertThat(sessions.all(700))
                    .extracting(heard -> told(heard, "sessionId") + " " + told(heard, "status"))
                    .containsExactly(third + " BOOKED", second + " CANCELLED");
        }
        try (var live = listen(CLINICIAN, timeline + "?cursor=" + last, "")) {
            assertThat(live.all(700)).hasSize(3);
        }
    }

    @Test
    void breaks_at_any_moment_lose_nothing_and_tell_nothing_twice() throws InterruptedException {
        awaitTimelineOf(clinic);
        var writer = Thread.ofVirtual().start(() -> {
            for (int hour = 0; hour < 40; hour++) {
                clinic.book(inHours(48L + hour), 50).id();
            }
        });
        var heard = new ArrayList<String>();
        var sessions = new ArrayList<String>();
        var last = "0";
        var lastScheduled = "0";
        while (sessions.size() < 40 && heard.size() < 400) {
            try (var live = listen(CLINICIAN, timeline, last);
                    var scheduled = listen(RECEPTION, schedule, lastScheduled)) {
                for (var each : live.all(150)) {
                    heard.add(told(each, "eventId"));
                    last = each.id();
                }
                for (var each : scheduled.all(150)) {
                    sessions.add(told(each, "sessionId"));
                    lastScheduled = each.id();
                }
            }
        }
        writer.join();
        try (var live = listen(CLINICIAN, timeline, last)) {
            live.all(700).forEach(each -> heard.add(told(each, "eventId")));
        }

        assertThat(sessions).hasSize(40).doesNotHaveDuplicates();
        assertThat(heard)
                .containsExactlyElementsOf(
                        HTTP.get(CLINICIAN, "/api/v1/compliance/audit-trail?limit=200&client=" + clinic.client)
                                .expect(200)
                                .body()
                                .path("items")
                                .valueStream()
                                .map(item -> item.path("eventId").asString())
                                .toList());
    }

    @Test
    void a_session_is_told_as_it_stands_and_to_those_whom_it_leaves_a_last_time() throws InterruptedException {
        var other = Clinic.at(HTTP);
        var session = clinic.book(inHours(24), 50).id();
        try (var old = listen(RECEPTION, "/api/v1/schedule/stream?placeId=" + clinic.place, "");
                var fresh = listen(RECEPTION, "/api/v1/schedule/stream?placeId=" + other.place, "");
                var strangers = listen(RECEPTION, "/api/v1/schedule/stream?clientId=" + other.client, "")) {
            HTTP.post(
                            RECEPTION,
                            "/api/v1/sessions/" + session + "/reschedule",
                            "{\"start\": \"%s\", \"placeId\": \"%s\", \"reason\": \"flood\"}"
                                    .formatted(inHours(25), other.place))
                    .expect(200);

            for (var live : new Listening[] {old, fresh}) {
                var heard = live.next();
                assertThat(told(heard, "sessionId")).isEqualTo(session);
                assertThat(told(heard, "placeId")).isEqualTo(other.place);
                assertThat(told(heard, "start")).isEqualTo(inHours(25).toString());
            }
            HTTP.post(RECEPTION, "/api/v1/sessions/" + session + "/cancel", "{\"by\": \"CLIENT\", \"reason\": \"ill\"}")
                    .expect(200);
            assertThat(told(fresh.next(), "status")).isEqualTo("CANCELLED");
            assertThat(old.all(500)).isEmpty();
            assertThat(strangers.all(10)).isEmpty();
        }
    }

    @Test
    void who_may_not_listen_hears_why() {
        HTTP.get(CLINICIAN, "/api/v1/clients/" + UUID.randomUUID() + "/timeline/stream")
                .expect(404);
        HTTP.get(RECEPTION, timeline).expect(403);
        HTTP.get(RESEARCHER, "/api/v1/schedule/stream").expect(403);
        for (var nonsense : new String[] {"x", "-1", "1e3", "9999999999999999999", "999999999999999999"}) {
            HTTP.get(CLINICIAN, timeline + "?cursor=" + nonsense).expect(400);
            HTTP.get(RECEPTION, "/api/v1/schedule/stream", "Last-Event-ID", nonsense)
                    .expect(400);
        }
        HTTP.get(RECEPTION, "/api/v1/schedule/stream?placeId=x").expect(400);
        HTTP.get(RECEPTION, "/api/v1/schedule/stream", "Accept", "application/json")
                .expect(406);
        var other = new Tokens(APPLICATION).ofClinic(UUID.randomUUID(), CLINICIAN);
        try (var live = new Listening(HTTP, other, timeline, "")) {
            assertThat(live.status()).isEqualTo(404);
        }
    }

    @Test
    void a_stream_ends_with_its_token() throws InterruptedException {
        var token = new Tokens(APPLICATION).living(Duration.ofSeconds(2), RECEPTION);
        try (var live = new Listening(HTTP, token, schedule, "")) {
            assertThat(live.status()).isEqualTo(200);
            assertThat(live.endsWithin(300)).isFalse();
            assertThat(live.endsWithin(5_000)).isTrue();
        }
    }

    @Test
    void streams_are_counted_kept_alive_and_do_not_hold_up_the_end() throws InterruptedException {
        System.setProperty("anamnesis.streams.most", "2");
        System.setProperty("anamnesis.streams.heartbeat", "200ms");
        try (var application = RunningApplication.start()) {
            var http = application.http();
            var path = "/api/v1/schedule/stream";
            var token = http.token(RECEPTION);
            var second = new Listening(http, token, path, "");
            try (var first = new Listening(http, token, path, "")) {
                assertThat(first.hearsComment(5_000)).isTrue();
                assertThat(second.status()).isEqualTo(200);
                assertThat(http.get(RECEPTION, path).expect(503).header("Retry-After"))
                        .isNotEmpty();

                second.close();
                Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                    try (var third = new Listening(http, token, path, "")) {
                        assertThat(third.status()).isEqualTo(200);
                    }
                });

                var begun = System.nanoTime();
                application.stop();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
                assertThat(first.endsWithin(2_000)).isTrue();
                assertThat(first.isBroken()).isFalse();
            }
        } finally {
            System.clearProperty("anamnesis.streams.most");
            System.clearProperty("anamnesis.streams.heartbeat");
        }
    }

    /** Until the timeline shows how the clinic was made. */
    private static void awaitTimelineOf(Clinic clinic) {
        var trail = HTTP.get(CLINICIAN, "/api/v1/compliance/audit-trail?limit=200&client=" + clinic.client)
                .expect(200)
                .body()
                .path("items")
                .size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> items(clinic).size() == trail);
    }

    private static JsonNode items(Clinic clinic) {
        return HTTP.get(CLINICIAN, "/api/v1/clients/" + clinic.client + "/timeline?limit=200")
                .expect(200)
                .body()
                .path("items");
    }

    private static String told(Heard heard, String field) {
        return heard.data().path(field).asString();
    }
}
