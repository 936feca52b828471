package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.store.PostgresEventStore;
import org.anamnesis.standalone.FailingStatementsTest.Saboteur;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was decided on a long stream is not read again for the next decision, and what came since always is. */
class LongStreamsTest {

    private static final int LENGTH = 150;
    private static final String REASON = "{\"reason\": \"water damage\"}";
    private static final RunningApplication APPLICATION = RunningApplication.start(Saboteur.class);
    private static final Http HTTP = APPLICATION.http();

    private String place = "";

    @BeforeEach
    void attested_often() {
        place = Clinic.at(HTTP).place;
        append("PlaceAttested", 2, LENGTH - 1);
        decide("attest", "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": true}", 200);
    }

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    @Test
    void the_next_decision_does_not_read_what_the_last_one_had() {
        assertThat(read(APPLICATION.bean(Installation.class).clinic())).isEqualTo(1);
    }

    @Test
    void whoever_is_next_to_ask_meanwhile_reads_all() {
        var clinic = APPLICATION.bean(Installation.class).clinic();
        read(clinic);

        assertThat(read(clinic)).isEqualTo(LENGTH + 1);
    }

    @Test
    void another_clinic_gets_nothing_of_it() {
        assertThat(read(UUID.randomUUID())).isZero();
    }

    @Test
    void what_another_process_has_added_is_decided_upon() {
        decide("close", REASON, 200);
        decide("reopen", REASON, 200);
        decide("close", REASON, 200);
        append("PlaceReopened", LENGTH + 4, LENGTH + 4);

        decide("close", REASON, 200);
        decide("close", REASON, 409);
    }

    @Test
    void what_was_taken_back_is_forgotten() {
        int failures = 0;
        for (boolean reached = true; reached; failures++) {
            Saboteur.failAt(failures);
            var reply = HTTP.post(RECORDS_OFFICER, path("close"), REASON);
            reached = !Saboteur.disarm();
            assertThat(reply.status()).as("statement %d", failures).isEqualTo(reached ? 500 : 200);
        }
        assertThat(failures).isGreaterThan(4);
    }

    private long read(UUID clinic) {
        var unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>("decide", Map.of("clinic", clinic.toString())));
        try {
            return APPLICATION
                    .bean(PostgresEventStore.class)
                    .readEvents(place)
                    .asStream()
                    .count();
        } finally {
            unit.rollback();
        }
    }

    private void decide(String what, String body, int status) {
        HTTP.post(RECORDS_OFFICER, path(what), body).expect(status);
    }

    private String path(String what) {
        return "/api/v1/places/" + place + "/" + what;
    }

    /** As another process would: the place's first event of a type, again. */
    private void append(String type, int first, int last) {
        APPLICATION
                .sql()
                .sql("""
                        insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type, type,
                            revision, recorded_at, clinic, client, payload, metadata)
                        select aggregate_identifier, n, gen_random_uuid(), aggregate_type, type, revision, recorded_at,
                            clinic, client, payload, metadata
                        from generate_series(:first, :last) n, (
                            select * from history.event
                            where aggregate_identifier = cast(:place as uuid) and type = :type
                            order by sequence_number limit 1) like_this
                        order by n""")
                .param("first", first)
                .param("last", last)
                .param("place", place)
                .param("type", type)
                .update();
    }
}
