package org.anamnesis.standalone;

import static java.util.stream.Collectors.joining;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.SeededHistory;
import org.anamnesis.standalone.Http.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class RebuildTest {

    private static final int EVENTS = Integer.getInteger("rebuild.events", 6_000);
    private static final int SEEDED_IN_WEEK = 500;
    private static final Duration UNTIL_THE_NEXT_ATTEMPT = Duration.ofSeconds(10);
    private static final AtomicInteger HOURS = new AtomicInteger(24);

    private static RunningApplication application = RunningApplication.start(Tally.class);
    private static Http http = application.http();
    private static JdbcClient owner = owner();

    @BeforeAll
    static void a_long_history() {
        SeededHistory.write(owner, EVENTS);
        allSeen();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"schedule", "timeline"})
    void a_rebuilt_view_is_the_live_one_row_for_row_while_bookings_go_on(String name) throws Exception {
        var table = "views." + name + "_1";
        copy(table);
        try (var bookings = new Bookings(http, Duration.ZERO)) {
            do {
                assertThat(over(rebuild(name)).path("state").asString()).isEqualTo("DONE");
            } while (bookings.made() < 10);
        }
        assertThat(count("(table views.live except table " + table + ") gone"))
                .as("rows that were there before, and are no longer")
                .isZero();
        allSeen();
        copy(table);
        var job = over(rebuild(name));
        assertThat(job.path("done").asLong()).isEqualTo(count("history.event"));
        assertThat(differences(table)).isZero();
    }

    @Test
    void a_view_that_counts_has_counted_every_event_once_however_often_it_is_rebuilt() throws Exception {
        try (var bookings = new Bookings(http, UNTIL_THE_NEXT_ATTEMPT);
                var reader = holding("views.tally_1")) {
            var waiting = rebuild("tally");
            Awaitility.await().until(() -> job(waiting).path("state").asString().equals("SWAPPING"));
            var made = bookings.made();
            Awaitility.await().atMost(UNTIL_THE_NEXT_ATTEMPT).until(() -> bookings.made() > made + 3);
            reader.rollback();
            assertThat(over(waiting).path("state").asString()).isEqualTo("DONE");
            for (int i = 0; i < 4; i++) {
                assertThat(over(rebuild("tally")).path("state").asString()).isEqualTo("DONE");
            }
            assertThat(bookings.made()).isPositive();
        }
        allSeen();
        assertThat(count("((table views.tally_1 except (" + Tally.FROM_HISTORY + ")) union all ((" + Tally.FROM_HISTORY
                        + ") except table views.tally_1)) differences"))
                .isZero();
    }

    @Test
    void a_rebuild_that_fails_says_so_without_quoting_anything_and_leaves_the_view_as_it_was() {
        copy("views.tally_1");
        var client = seededClient();
        Tally.BROKEN.add(client);
        try {
            var job = over(rebuild("tally"));
            assertThat(job.path("state").asString()).isEqualTo("FAILED");
            assertThat(job.path("problem").asString()).isEqualTo("IllegalStateException");
        } finally {
            Tally.BROKEN.remove(client);
        }
        assertThat(differences("views.tally_1")).isZero();
        nothingIsLeft();
    }

    @Test
    void whoever_asks_during_the_swap_sees_no_error_and_nothing_missing() throws Exception {
        var stop = new AtomicBoolean();
        var asked = new AtomicInteger();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int reader = 0; reader < 4; reader++) {
                running.add(readers.submit(() -> {
                    while (!stop.get()) {
                        var week = "/api/v1/schedule?from=2020-01-20&to=2020-01-27&limit=200&status=BOOKED,COMPLETED,"
                                + "CANCELLED,NO_SHOW";
                        assertThat(sessions(week)).isEqualTo(SEEDED_IN_WEEK);
                        asked.incrementAndGet();
                    }
                }));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(over(rebuild("schedule")).path("state").asString()).isEqualTo("DONE");
            }
            stop.set(true);
            for (var reader : running) {
                reader.get();
            }
        }
        assertThat(asked.get()).isGreaterThan(10);
    }

    /** How many sessions a question finds, over all its pages. */
    private static int sessions(String question) {
        int found = 0;
        var next = "";
        do {
            var page = http.get(RECEPTION, question + next).expect(200).body();
            found += page.path("items").size();
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        return found;
    }

    @Test
    void a_second_rebuild_is_refused_with_a_pointer_to_the_first_which_can_be_cancelled_in_the_swap() throws Exception {
        copy("views.schedule_1");
        Reply first;
        try (var reader = holding("views.schedule_1")) {
            first = rebuild("schedule");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> job(first).path("state").asString().equals("SWAPPING"));

            var second = http.post(OPERATOR, "/api/v1/read-models/schedule/rebuild", "")
                    .expect(409);
            assertThat(second.body().path("refusals").path(0).path("code").asString())
                    .isEqualTo("REBUILD_RUNNING");
            assertThat(second.body().path("job").asString()).isEqualTo(first.header("Location"));
            assertThat(readModel("schedule").path("job").path("id").asString())
                    .isEqualTo(first.body().path("id").asString());
            over(rebuild("timeline")); // another view is another matter

            http.post(OPERATOR, first.header("Location") + "/cancel", "").expect(202);
            assertThat(over(first).path("state").asString()).isEqualTo("CANCELLED");
            reader.rollback();
        }
        assertThat(differences("views.schedule_1")).isZero();
        nothingIsLeft();
        http.post(OPERATOR, first.header("Location") + "/cancel", "").expect(409);
        seenAtOnce(Clinic.at(http));
        assertThat(over(rebuild("schedule")).path("state").asString()).isEqualTo("DONE");
    }

    @Test
    void a_rebuild_that_is_cancelled_while_it_reads_leaves_the_view_as_it_was() throws Exception {
        copy("views.timeline_1");
        Reply job;
        try (var connection = application.bean(Schemas.class).owner().getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "lock table history.event in access exclusive mode");
            job = rebuild("timeline");
            http.post(OPERATOR, job.header("Location") + "/cancel", "").expect(202);
            assertThat(job(job).path("state").asString()).isEqualTo("RUNNING");
            connection.rollback();
        }
        assertThat(over(job).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(differences("views.timeline_1")).isZero();
        nothingIsLeft();
    }

    @Test
    void the_new_table_has_the_names_and_the_rights_of_the_old() {
        var before = shape();

        over(rebuild("schedule"));
        over(rebuild("timeline"));

        assertThat(shape()).isEqualTo(before).contains("schedule_1_client_idx", "timeline_1_pkey", "anamnesis_reader");
    }

    private static String shape() {
        return owner.sql("""
                        select indexdef from pg_indexes where schemaname = 'views'
                        union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                            from pg_constraint where connamespace = 'views'::regnamespace
                        union all select relname || ' ' || relowner::regrole || ' ' || relacl::text
                            from pg_class where relnamespace = 'views'::regnamespace and relkind = 'r'
                        union all select attrelid::regclass || ' ' || attname || ' ' || format_type(atttypid, atttypmod)
                                || ' ' || attnotnull || ' ' || attnum
                            from pg_attribute join pg_class on pg_class.oid = attrelid
                            where relnamespace = 'views'::regnamespace and relkind = 'r' and attnum > 0
                        order by 1""").query(String.class).list().stream().collect(joining("\n"));
    }

    @Test
    void a_job_is_told_as_it_goes_on_to_who_listens() {
        var job = rebuild("schedule");

        var told = http.send(http.request(job.header("Location"))
                .header("Authorization", "Bearer " + http.token(OPERATOR))
                .header("Accept", "text/event-stream")
                .GET()
                .build());

        assertThat(told.header("Content-Type")).startsWith("text/event-stream");
        assertThat(told.response().body().lines().filter(line -> line.startsWith("data:")))
                .last()
                .asString()
                .contains("\"state\":\"DONE\"", "\"eventsPerSecond\":");
    }

    @Test
    void only_an_operator_rebuilds_and_only_what_there_is() {
        http.post(OPERATOR, "/api/v1/read-models/nothing/rebuild", "").expect(404);
        http.post(RECEPTION, "/api/v1/read-models/schedule/rebuild", "").expect(403);
        http.post(CLINICIAN, "/api/v1/read-models/nothing/rebuild", "").expect(403);
        http.get(RECEPTION, "/api/v1/read-models").expect(403);
        http.get(OPERATOR, "/api/v1/read-models/jobs/" + UUID.randomUUID()).expect(404);
        http.get(OPERATOR, "/api/v1/read-models/jobs/canary").expect(400);
        http.post(OPERATOR, "/api/v1/read-models/jobs/" + UUID.randomUUID() + "/cancel", "")
                .expect(404);
        http.send(http.request("/api/v1/read-models/schedule/rebuild")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build())
                .expect(401);
    }

    @Test
    void views_that_are_new_or_emptied_are_made_from_the_history_before_the_server_is_ready() {
        copy("views.schedule_1");
        var entries = count("views.timeline_1");
        over(rebuild("worklist")); // which is rightly empty
        owner.sql("truncate views.schedule_1, views.timeline_1").update();
        owner.sql("delete from views.token_entry where processor_name = 'timeline-1'")
                .update();
        restart();

        assertThat(differences("views.schedule_1")).isZero();
        assertThat(count("views.timeline_1")).isEqualTo(entries);
        assertThat(owner.sql("select view from views.rebuild where state = 'DONE' and started_at > "
                                + "pg_postmaster_start_time()")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("schedule-1", "timeline-1");
        seenAtOnce(Clinic.at(http));
    }

    @Test
    void an_emptied_view_that_cannot_be_made_at_once_follows_the_history_event_by_event() {
        var client = seededClient();
        owner.sql("truncate views.tally_1").update();
        Tally.BROKEN.add(client);
        try {
            restart();

            assertThat(owner.sql(Tally.FROM_HISTORY + " except table views.tally_1")
                            .query((row, i) -> row.getObject("client_id", UUID.class))
                            .list())
                    .containsExactly(client);
        } finally {
            Tally.BROKEN.remove(client);
        }
        assertThat(over(rebuild("tally")).path("state").asString()).isEqualTo("DONE");
        assertThat(owner.sql(Tally.FROM_HISTORY + " except table views.tally_1")
                        .query()
                        .listOfRows())
                .isEmpty();
        assertThat(count("views.parked")).isZero();
    }

    private static void restart() {
        application.stop();
        application = RunningApplication.start(application.data(), Tally.class);
        http = application.http();
        owner = owner();
    }

    private static UUID seededClient() {
        return owner.sql("select client from history.event where type = 'SessionCompleted' limit 1")
                .query(UUID.class)
                .single();
    }

    private static JdbcClient owner() {
        return JdbcClient.create(application.bean(Schemas.class).owner());
    }

    private static Reply rebuild(String name) {
        return http.post(OPERATOR, "/api/v1/read-models/" + name + "/rebuild", "")
                .expect(202);
    }

    private static JsonNode job(Reply begun) {
        return http.get(OPERATOR, begun.header("Location")).expect(200).body();
    }

    /** The job once it is over. */
    private static JsonNode over(Reply begun) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> job(begun),
                        job -> !Set.of("RUNNING", "SWAPPING")
                                .contains(job.path("state").asString()));
    }

    private static JsonNode readModel(String name) {
        return http.get(OPERATOR, "/api/v1/read-models")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .filter(model -> model.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody who looks at a table for long, so that nobody can change its name. */
    private static Connection holding(String table) throws SQLException {
        var connection = application.bean(Schemas.class).owner().getConnection();
        connection.setAutoCommit(false);
        execute(connection, "lock table " + table + " in access share mode");
        return connection;
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void seenAtOnce(Clinic clinic) {
        var token =
                clinic.book(inHours(HOURS.incrementAndGet()), 50).expect(201).header("Consistency-Token");
        http.get(RECEPTION, "/api/v1/schedule?from=2026-01-01&to=2026-01-02", "Consistency-Token", token)
                .expect(200);
        http.get(CLINICIAN, "/api/v1/clients/" + clinic.client + "/timeline", "Consistency-Token", token)
                .expect(200);
    }

    /** Waits until both views have followed all of the history. */
    private static void allSeen() {
        var last = owner.sql("select max(position) from history.event")
                .query(Long.class)
                .single();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> http.get(OPERATOR, "/api/v1/read-models")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .allMatch(model -> model.path("position").asLong() >= last));
    }

    private static void nothingIsLeft() {
        assertThat(owner.sql("select relname from pg_class where relname like '%rebuild' and relkind = 'r'")
                        .query(String.class)
                        .list())
                .containsExactly("rebuild");
        assertThat(owner.sql("select count(*) from views.token_entry where owner = 'rebuild'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static void copy(String table) {
        allSeen();
        owner.sql("drop table if exists views.live").update();
        owner.sql("create table views.live as table " + table).update();
    }

    private static long differences(String table) {
        return count("((table %1$s except table views.live) union all (table views.live except table %1$s)) differences"
                .formatted(table));
    }

    private static long count(String from) {
        return owner.sql("select count(*) from " + from).query(Long.class).single();
    }
}
