package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Those who come second are told that they did, and not what they would have been told otherwise. */
class RaceTest {

    private static final int RACERS = 12;

    private final RunningApplication application = RunningApplication.shared();
    private final Http http = application.http();
    private final Clinic clinic = Clinic.at(http);

    @Test
    void of_many_who_saw_the_same_version_one_changes_it_and_the_others_hear_that_it_is_stale() throws Exception {
        var plan = clinic.planInForce();
        var now = http.get(CLINICIAN, "/api/v1/plans/" + plan.id()).body();
        var change = """
                {"reason": "REVIEW", "changes": [{"op": "END_GOAL", "goalId": "%s"},
                  {"op": "ADD_GOAL", "clientWords": "sleep", "needIds": ["%s"]}]}""".formatted(
                now.at("/goals/0/goalId").asString(), now.at("/needs/0/needId").asString());

        var replies = all(() -> http.post(
                CLINICIAN, "/api/v1/plans/" + plan.id() + "/adjust", change, "If-Match", plan.header("ETag")));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies).filteredOn(reply -> reply.status() == 412).hasSize(RACERS - 1);
    }

    @Test
    void of_many_who_create_the_same_thing_one_does_and_the_others_hear_that_it_is_there() throws Exception {
        var id = UUID.randomUUID();
        var start = inHours(24);

        var replies = all(() ->
                http.post(RECEPTION, "/api/v1/sessions", clinic.booking(start, 50, ", \"sessionId\": \"" + id + "\"")));

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() == 409)
                .hasSize(RACERS - 1)
                .allMatch(
                        reply -> reply.body().at("/refusals/0/code").asString().equals("ALREADY_EXISTS"));
    }

    @Test
    void two_who_swap_slots_are_not_told_that_what_they_saw_is_stale() throws Exception {
        for (int round = 0; round < 10; round++) {
            var one = clinic.book(inHours(100 + 4 * round), 50);
            var other = clinic.book(inHours(102 + 4 * round), 50);
            var swaps = List.of(move(one, inHours(102 + 4 * round)), move(other, inHours(100 + 4 * round)));

            try (var callers = Executors.newFixedThreadPool(2)) {
                for (var swap : callers.invokeAll(swaps)) {
                    assertThat(swap.get().status()).isIn(200, 409);
                }
            }
        }
    }

    @Test
    void who_waits_too_long_for_somebody_else_is_asked_to_come_again() {
        var projections = new TransactionTemplate(application.bean(
                "projectionsTransactions", org.springframework.transaction.PlatformTransactionManager.class));

        var reply = projections.execute(held -> {
            application
                    .sql() // on the transaction's connection
                    .sql("select 1 from history.fact_place where place_id = ? for update")
                    .param(UUID.fromString(clinic.place))
                    .query()
                    .listOfRows();
            return clinic.book(inHours(200), 50);
        });

        assertThat(reply).isNotNull();
        assertThat(java.util.Objects.requireNonNull(reply).status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isNotEmpty();
    }

    @Test
    void a_records_officer_enters_a_missed_appointment_afterwards_and_none_that_is_to_come() {
        var missed = http.post(
                        RECORDS_OFFICER, "/api/v1/sessions", clinic.booking(inHours(-48), 50, ", \"backfill\": true"))
                .id();

        http.post(RECORDS_OFFICER, "/api/v1/sessions/" + missed + "/no-show", "{}")
                .expect(200);
        http.post(
                        RECORDS_OFFICER,
                        "/api/v1/sessions/" + clinic.book(inHours(48), 50).id() + "/no-show",
                        "{}")
                .expect(403);
    }

    private Callable<Reply> move(Reply session, java.time.Instant to) {
        return () -> http.post(
                RECEPTION,
                "/api/v1/sessions/" + session.id() + "/reschedule",
                "{\"start\": \"" + to + "\", \"reason\": \"swap\"}",
                "If-Match",
                session.header("ETag"));
    }

    private static List<Reply> all(Callable<Reply> call) throws Exception {
        try (var callers = Executors.newFixedThreadPool(RACERS)) {
            var replies = callers.invokeAll(
                    IntStream.range(0, RACERS).mapToObj(i -> call).toList());
            var all = new java.util.ArrayList<Reply>();
            for (var reply : replies) {
                all.add(reply.get());
            }
            return all;
        }
    }
}
