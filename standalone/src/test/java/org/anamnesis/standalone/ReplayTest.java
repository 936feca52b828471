package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.query.support.Views;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReplayTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();
    private static final Http HTTP = APPLICATION.http();

    private final JdbcClient owner =
            JdbcClient.create(APPLICATION.bean(Schemas.class).owner());

    @ParameterizedTest
    @ValueSource(strings = {"schedule-1", "timeline-1"})
    void a_view_that_is_reset_and_replayed_is_the_live_one_row_for_row(String view) {
        var table = "views." + view.replace('-', '_');
        EveryCommand.in(HTTP).forEach(command -> command.send(HTTP));
        seen(Clinic.at(HTTP));
        owner.sql("drop table if exists views.live").update();
        owner.sql("create table views.live as table " + table).update();
        assertThat(count("views.live")).isPositive();

        var processor = APPLICATION.bean(Views.class).processor(view);
        processor.shutDown();
        processor.resetTokens();
        assertThat(count(table)).isZero();
        processor.start();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(differences(table)).isZero());
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            seen(Clinic.at(HTTP)); // something new, behind what is replayed
            assertThat(tokens(view))
                    .as("the replay is over in the one segment there is")
                    .hasSize(1)
                    .allMatch(type -> type.endsWith("GlobalSequenceTrackingToken"));
        });
    }

    private static List<String> tokens(String view) {
        return APPLICATION
                .sql()
                .sql("select token_type from views.token_entry where processor_name = ?")
                .param(view)
                .query(String.class)
                .list();
    }

    /** Waits until both views have followed as far as a new booking. */
    private static void seen(Clinic clinic) {
        var token = clinic.book(inHours(10), 50).expect(201).header("Consistency-Token");
        HTTP.get(RECEPTION, "/api/v1/schedule?from=2026-01-01&to=2026-01-02", "Consistency-Token", token)
                .expect(200);
        HTTP.get(CLINICIAN, "/api/v1/clients/" + clinic.client + "/timeline", "Consistency-Token", token)
                .expect(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(count("views.timeline_1"))
                        .isEqualTo(count("history.event where client is not null")));
    }

    private long differences(String table) {
        return count("((table %1$s except table views.live) union all (table views.live except table %1$s)) differences"
                .formatted(table));
    }

    private static long count(String from) {
        return JdbcClient.create(APPLICATION.bean(Schemas.class).owner())
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }
}
