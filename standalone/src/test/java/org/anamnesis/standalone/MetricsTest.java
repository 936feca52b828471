package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Http HTTP = RunningApplication.shared().http();

    @Test
    void what_became_of_commands_is_counted_by_their_name() {
        var clinic = Clinic.at(HTTP);
        var key = UUID.randomUUID().toString();
        var before = Scrape.of(HTTP);

        var session = clinic.book(inHours(200), 50, "Idempotency-Key", key).id();
        clinic.book(inHours(200), 50, "Idempotency-Key", key).expect(201);
        clinic.book(inHours(204), 50, "Idempotency-Key", key).expect(422);
        clinic.book(inHours(200), 50).expect(409);
        HTTP.post(RECEPTION, "/api/v1/sessions", "{").expect(400);
        var checkIn = "/api/v1/sessions/" + session + "/check-in";
        HTTP.post(RECEPTION, checkIn, "", "If-Match", "\"7\"").expect(412);
        HTTP.post(RECEPTION, "/api/v1/sessions/" + UUID.randomUUID() + "/check-in", "")
                .expect(404);
        HTTP.post(CLINICIAN, "/api/v1/clients", "{}").expect(400);
        HTTP.post(OPERATOR, checkIn, "").expect(403);

        var after = Scrape.of(HTTP);
        Stream.of("accepted", "replayed", "conflict", "refused", "malformed")
                .forEach(outcome -> assertThat(after.commands("bookSession", outcome))
                        .as(outcome)
                        .isEqualTo(before.commands("bookSession", outcome) + 1));
        Stream.of("stale", "unknown", "forbidden")
                .forEach(outcome -> assertThat(after.commands("checkIn", outcome))
                        .as(outcome)
                        .isEqualTo(before.commands("checkIn", outcome) + 1));
        assertThat(after.text())
                .contains("anamnesis_commands_seconds_bucket{command=\"bookSession\",outcome=\"accepted\",le=");
        assertThat(after.value("anamnesis_appended_events_total"))
                .isEqualTo(before.value("anamnesis_appended_events_total") + 1);
        assertThat(after.value("anamnesis_appended_transactions_total"))
                .isEqualTo(before.value("anamnesis_appended_transactions_total") + 1);
    }

    @Test
    void the_use_of_each_pool_is_shown() {
        assertThat(Scrape.of(HTTP).text())
                .contains(
                        "hikaricp_connections_active{pool=\"commands\"}",
                        "hikaricp_connections_active{pool=\"projections\"}",
                        "hikaricp_connections_active{pool=\"questions\"}");
    }

    @Test
    void how_far_each_policy_is_behind_is_shown_and_soon_it_is_not() {
        Clinic.at(HTTP).book(inHours(300), 50).expect(201);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Scrape.of(HTTP).text())
                        .contains("anamnesis_policy_behind_events"
                                + "{policy=\"WhenGroundsFallThenQuestionSessions\"} 0.0"));
    }

    @Test
    void no_id_and_no_name_of_anybody_is_in_the_metrics() {
        EveryCommand.in(HTTP).forEach(command -> command.send(HTTP));

        assertThat(Scrape.of(HTTP).text())
                .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
                .doesNotContainIgnoringCase("anna")
                .doesNotContain("Dr Wolf");
    }

    @Test
    void metrics_are_for_operators() {
        HTTP.send(HTTP.request(Scrape.PATH).build()).expect(401);
        HTTP.get(CLINICIAN, Scrape.PATH).expect(403);
        HTTP.get(CLINICIAN, "/actuator").expect(403);
        HTTP.get(OPERATOR, "/actuator/env").expect(404);
    }
}
