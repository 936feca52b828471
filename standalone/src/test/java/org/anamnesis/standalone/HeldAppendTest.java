package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.query.support.Views;
import org.anamnesis.standalone.Http.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An append that has drawn its position and does not end: what comes after it waits for it, and nothing is lost. */
class HeldAppendTest {

    private static final RunningApplication APPLICATION = RunningApplication.start();
    private static final Duration HELD = Duration.ofSeconds(Integer.getInteger("held.seconds", 5));
    private static final int ROLLED_BACK = 1000;

    private final JdbcClient owner =
            JdbcClient.create(APPLICATION.bean(Schemas.class).owner());
    private final Clinic clinic = Clinic.at(APPLICATION.http());
    private final Reply template = clinic.book(inHours(24), 50).expect(201);

    @AfterAll
    static void end() {
        APPLICATION.close();
    }

    @Test
    void reaches_every_view_in_order_when_it_ends_at_last() throws Exception {
        seen(template);
        try (var holder = writer();
                var others = writer()) {
            holder.setAutoCommit(false);
            others.setAutoCommit(false);
            var held = append(holder);
            var until = System.nanoTime() + HELD.toNanos();
            int rolledBack = 0;
            int booked = 0;
            while (rolledBack < ROLLED_BACK || System.nanoTime() < until) {
                if (rolledBack < ROLLED_BACK) {
                    append(others);
                    others.rollback();
                    rolledBack++;
                }
                if (rolledBack % 25 == 0) {
                    clinic.book(inHours(48 + booked++), 50).expect(201);
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
            assertThat(booked).isGreaterThan(20);
            assertThat(count("views.timeline_1 where position >= " + held)).isZero();
            assertThat(count("views.schedule_1 where client_id = '" + clinic.client + "'"))
                    .isEqualTo(1);

            holder.commit();
        }
        viewsShowAll();
        assertThat(owner.sql("select position from views.timeline_1 where client_id = ? order by ctid")
                        .param(UUID.fromString(clinic.client))
                        .query(Long.class)
                        .list())
                .as("in the order in which they were written")
                .isSorted();
        for (var view : List.of("schedule-1", "timeline-1")) {
            sameAgainFromTheBeginning(view);
        }
    }

    @Test
    void is_ended_after_ten_seconds_and_the_others_go_on() throws Exception {
        seen(template);
        var began = System.nanoTime();
        try (var holder = APPLICATION.bean("commandsPool", DataSource.class).getConnection()) {
            holder.setAutoCommit(false);
            append(holder);

            var booked = clinic.book(inHours(48), 50).expect(201);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> schedule(booked).status() == 200);

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
            assertThatThrownBy(holder::commit).isInstanceOf(SQLException.class);
        }
        viewsShowAll();
    }

    /** The login that the application has, in the role that appends, with no time-out. */
    private static Connection writer() throws SQLException {
        var login = APPLICATION.bean(DataSourceProperties.class);
        var connection =
                DriverManager.getConnection(login.determineUrl(), login.determineUsername(), login.determinePassword());
        try (var settings = connection.createStatement()) {
            settings.execute("set role anamnesis_writer");
            settings.execute("set statement_timeout = 0");
            settings.execute("set lock_timeout = 0");
            settings.execute("set idle_in_transaction_session_timeout = 0");
        }
        return connection;
    }

    /** Appends another booking like the first one. Answers where it stands. */
    private long append(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type, type,
                    revision, recorded_at, clinic, client, payload, metadata)
                select another, 0, gen_random_uuid(), aggregate_type, type, revision, now(), clinic, client,
                    convert_to(replace(convert_from(payload, 'UTF8'), aggregate_identifier::text, another::text), 'UTF8'),
                    metadata
                from history.event, gen_random_uuid() another where aggregate_identifier = ?
                returning position""")) {
            insert.setObject(1, UUID.fromString(template.id()));
            try (var row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void seen(Reply booked) {
        Awaitility.await().until(() -> schedule(booked).status() == 200);
        viewsShowAll();
    }

    private Reply schedule(Reply booked) {
        return clinic.http.get(
                RECEPTION,
                "/api/v1/schedule?from=2026-01-01&to=2026-01-02",
                "Consistency-Token",
                booked.header("Consistency-Token"));
    }

    private void viewsShowAll() {
        Awaitility.await().untilAsserted(() -> {
            assertThat(count("views.timeline_1")).isEqualTo(count("history.event where client is not null"));
            assertThat(count("views.schedule_1")).isEqualTo(count("history.event where type = 'SessionBooked'"));
        });
    }

    private void sameAgainFromTheBeginning(String view) {
        var table = "views." + view.replace('-', '_');
        owner.sql("drop table if exists views.live").update();
        owner.sql("create table views.live as table " + table).update();
        var processor = APPLICATION.bean(Views.class).processor(view);
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        Awaitility.await()
                .untilAsserted(() -> assertThat(count(
                                "((table %1$s except table views.live) union all (table views.live except table %1$s)) d"
                                        .formatted(table)))
                        .isZero());
    }

    private long count(String from) {
        return owner.sql("select count(*) from " + from).query(Long.class).single();
    }
}
