package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.anamnesis.events.store.Schemas;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long it takes to tell of one client with a long record as it was known at a moment. It asserts no time. */
@Tag("measurement")
class KnownAtMeasurement {

    private static final int EVENTS = Integer.getInteger("known.events", 5_000);
    private static final int ROUNDS = 20;

    /** A session and what was expressed in it, again and again. */
    private static final String AGAIN = """
            with treatment as (
                select e.*, convert_from(payload, 'UTF8') as said, (select aggregate_identifier::text from history.event
                    where client = :client::uuid and type = 'SessionBooked' limit 1) as session
                from history.event e where client = :client::uuid and aggregate_type in ('Session', 'Expression'))
            insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type, type, revision,
                recorded_at, clinic, client, payload, metadata)
            select md5(n || aggregate_identifier::text)::uuid, sequence_number, gen_random_uuid(), aggregate_type, type,
                revision, recorded_at, clinic, client, convert_to(replace(replace(said, session, md5(n || session)::uuid::text),
                    aggregate_identifier::text, md5(n || aggregate_identifier::text)::uuid::text), 'UTF8'), metadata
            from treatment, generate_series(1, :times) n order by n, position""";

    @Test
    void a_long_record_as_it_was_known() {
        try (var application = RunningApplication.start()) {
            var http = application.http();
            var clinic = Clinic.at(http);
            var plan = clinic.planInForce().id();
            int once = treat(http, clinic);
            JdbcClient.create(application.bean(Schemas.class).owner())
                    .sql(AGAIN)
                    .param("client", clinic.client)
                    .param("times", EVENTS / once)
                    .update();
            var trail = http.get(AUDITOR, "/api/v1/compliance/audit-trail?client=" + clinic.client)
                    .expect(200);
            var then = "knownAt=" + trail.body().at("/header/knownAt").asString();
            var client = "/api/v1/clients/" + clinic.client;
            for (var question : List.of(
                    client + "/timeline?limit=200&" + then,
                    client + "/progress?" + then,
                    "/api/v1/plans/" + plan + "?" + then)) {
                System.out.printf(
                        "%s: p50 %d ms of %d%n",
                        question.replaceAll("[0-9a-f]{8}-[-0-9a-f]+|[?].*", "…"), median(http, question), ROUNDS);
            }
            assertThat(http.get(AUDITOR, client + "/progress?" + then).body().toString())
                    .contains("attendance");
        }
    }

    /** One session with what was expressed; answers how many events that is. */
    private static int treat(Http http, Clinic clinic) {
        var start = Instant.parse("2026-03-10T09:00:00Z");
        var session = "/api/v1/sessions/"
                + http.post(RECORDS_OFFICER, "/api/v1/sessions", clinic.booking(start, 50, ", \"backfill\": true"))
                        .id();
        http.post(RECORDS_OFFICER, session + "/start", "{\"occurredAt\": \"" + start + "\"}")
                .expect(200);
        http.post(
                        CLINICIAN,
                        session + "/expressions",
                        "{\"technique\": \"EMPTY_CHAIR\", \"feelings\": [{\"name\": \"anger\", \"before\": 7, \"after\": 3}],"
                                + " \"proposedBy\": \"CLIENT\", \"purpose\": \"EXPRESSION\"}")
                .expect(201);
        http.post(RECORDS_OFFICER, session + "/complete", "{\"actualEnd\": \"" + start.plusSeconds(3000) + "\"}")
                .expect(200);
        return 4;
    }

    private static long median(Http http, String question) {
        return java.util.stream.LongStream.range(0, ROUNDS)
                .map(round -> {
                    var begun = System.nanoTime();
                    while (http.get(AUDITOR, question).status() == 503) {
                        begun = System.nanoTime(); // not all is folded yet
                    }
                    return (System.nanoTime() - begun) / 1_000_000;
                })
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }
}
