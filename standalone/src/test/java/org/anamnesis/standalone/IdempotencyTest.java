package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.anamnesis.standalone.EveryCommand.Request;
import org.anamnesis.standalone.Http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdempotencyTest {

    private static final int RACERS = 20;
    private static final RunningApplication APPLICATION = RunningApplication.shared();
    private static final Http HTTP = APPLICATION.http();

    static Stream<Request> commands() {
        return EveryCommand.in(HTTP).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void a_command_sent_twenty_times_at_once_has_one_effect_and_one_answer(Request command) throws Exception {
        var key = UUID.randomUUID().toString();

        var replies = atOnce(() -> command.send(HTTP, "Idempotency-Key", key));

        assertThat(replies)
                .extracting(Reply::status)
                .containsOnly(replies.getFirst().status())
                .isSubsetOf(200, 201);
        assertThat(replies)
                .extracting(reply -> reply.response().body())
                .hasSize(RACERS)
                .containsOnly(replies.getFirst().response().body());
        assertThat(replies)
                .extracting(reply -> reply.header("ETag"))
                .containsOnly(replies.getFirst().header("ETag"));
        assertThat(replies)
                .extracting(reply -> reply.header("Location"))
                .containsOnly(replies.getFirst().header("Location"));
        assertThat(replies)
                .filteredOn(reply -> reply.header("Idempotent-Replayed").isEmpty())
                .hasSize(1);
        var version = replies.getFirst().body().path("version").asLong();
        assertThat(lastVersion(replies.getFirst())).isEqualTo(version);
    }

    @Test
    void every_command_of_the_api_is_tried() {
        var document = HTTP.get(AUDITOR, "/v3/api-docs").body();
        var inApi = new TreeSet<String>();
        document.path("paths").properties().stream()
                // what is done to views, wrapping keys, accounts and credentials is no command
                .filter(path -> Stream.of("read-models", "keys", "staff", "access-grants/{grantId}/credentials")
                        .noneMatch(matter -> path.getKey().startsWith("/api/v1/" + matter)))
                .forEach(path -> inApi.add(
                        path.getValue().path("post").path("operationId").asString("")));
        inApi.remove("");

        assertThat(commands().map(Request::operation)).containsExactlyInAnyOrderElementsOf(inApi);
    }

    @Test
    void the_same_key_with_another_body_is_refused_and_changes_nothing() {
        var clinic = Clinic.at(HTTP);
        var start = inHours(30);
        clinic.book(start, 50, "Idempotency-Key", "same").expect(201);

        clinic.book(start, 45, "Idempotency-Key", "same").expect(422);
        clinic.book(start.plusSeconds(7200), 50, "Idempotency-Key", "same").expect(422);
    }

    @Test
    void the_same_request_may_be_laid_out_otherwise() {
        var body = "{\"name\": \"Dr Fuchs\", \"account\": \"x\"}";
        var other = "{\n  \"account\" : \"x\",\n  \"name\" : \"Dr Fuchs\" }";
        var first = HTTP.post(RECORDS_OFFICER, "/api/v1/therapists", body, "Idempotency-Key", "layout");
        var second = HTTP.post(RECORDS_OFFICER, "/api/v1/therapists", other, "Idempotency-Key", "layout");

        assertThat(second.id()).isEqualTo(first.id());
    }

    @Test
    void a_refusal_leaves_no_receipt() {
        var clinic = Clinic.at(HTTP);
        var start = inHours(60);
        var blocking = clinic.book(start, 50).id();
        clinic.book(start, 50, "Idempotency-Key", "later").expect(409);
        HTTP.post(RECEPTION, "/api/v1/sessions/" + blocking + "/cancel", "{\"by\": \"CLINIC\", \"reason\": \"x\"}")
                .expect(200);

        clinic.book(start, 50, "Idempotency-Key", "later").expect(201);
    }

    @Test
    void a_receipt_holds_what_was_said_only_sealed() {
        var clinic = Clinic.at(HTTP);
        var cellar = HTTP.post(
                        RECORDS_OFFICER,
                        "/api/v1/places",
                        "{\"name\": \"C\", \"kind\": \"ROOM\", \"zone\": \"Europe/Berlin\", \"jurisdiction\": \"DE-BE\"}")
                .id();
        HTTP.post(
                RECORDS_OFFICER,
                "/api/v1/places/" + cellar + "/attest",
                "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": true}");
        var body = clinic.booking(inHours(80), 50, ", \"deviations\": {\"PLACE_DEVIATION\": \"canary in a receipt\"}")
                .replace(clinic.place, cellar);

        var first = HTTP.post(RECEPTION, "/api/v1/sessions", body, "Idempotency-Key", "sealed")
                .expect(201);
        var again = HTTP.post(RECEPTION, "/api/v1/sessions", body, "Idempotency-Key", "sealed")
                .expect(201);

        assertThat(again.body().path("deviations").path(0).path("reason").asString())
                .isEqualTo("canary in a receipt");
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(APPLICATION
                        .sql()
                        .sql("select count(*) from history.receipt where convert_from(answer, 'UTF8') like '%canary%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static long lastVersion(Reply reply) {
        var event = reply.body().path("events").path(0).path("id").asString();
        return APPLICATION.sql().sql("""
                        select max(sequence_number) from history.event where aggregate_identifier =
                            (select aggregate_identifier from history.event where event_id = ?::uuid)""").param(event).query(Long.class).single();
    }

    private static List<Reply> atOnce(Callable<Reply> request) throws Exception {
        try (var racers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<java.util.concurrent.Future<Reply>>();
            for (int i = 0; i < RACERS; i++) {
                running.add(racers.submit(request));
            }
            var replies = new ArrayList<Reply>();
            for (var racer : running) {
                replies.add(racer.get());
            }
            return replies;
        }
    }
}
