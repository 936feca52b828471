package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.SeededHistory;
import org.anamnesis.fixtures.TestPostgres;
import org.anamnesis.standalone.Http.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two nodes on one database: one serves, the other rebuilds and is killed. */
class RebuildKillTest {

    private static final int EVENTS = Integer.getInteger("rebuild.events", 6_000);
    private static final int KILLS = Integer.getInteger("rebuild.kills", 1);
    private static final Duration WHILE_IT_READS = Duration.ofSeconds(60 + EVENTS / 5_000);
    private static final Duration UNTIL_OTHERS_FOLLOW = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Random random = new Random(4711);
    private final TestPostgres database = TestPostgres.empty();
    private final JdbcClient owner = JdbcClient.create(new Schemas(database.login()).owner());

    private ChildProcess node() {
        return ChildProcess.start(
                folder.resolve("data"),
                folder.resolve("log").toFile(),
                "-XX:TieredStopAtLevel=1",
                "-Dspring.datasource.url=" + database.url(),
                "-Dspring.datasource.username=postgres",
                "-Dspring.datasource.password=postgres");
    }

    @Test
    void a_node_that_is_killed_while_it_rebuilds_leaves_the_view_to_the_others_and_nothing_behind() throws Exception {
        SeededHistory.write(owner, EVENTS);
        try (var serving = node();
                var bookings = new Bookings(serving.http(), UNTIL_OTHERS_FOLLOW)) {
            killInTheCopy();
            for (int i = 0; i < KILLS; i++) {
                killAtRandom();
            }
            try (var other = node()) {
                nothingIsLeft();
                for (var name : new String[] {"schedule", "timeline"}) {
                    var made = bookings.made();
                    assertThat(over(other.http(), rebuild(other.http(), name))
                                    .path("state")
                                    .asString())
                            .isEqualTo("DONE");
                    Awaitility.await().atMost(UNTIL_OTHERS_FOLLOW).until(() -> bookings.made() > made + 5);
                }
                bookings.stop();
                isWhatHistorySays(other.http(), "schedule");
                isWhatHistorySays(other.http(), "timeline");
            }
        }
    }

    private void killInTheCopy() throws InterruptedException, SQLException {
        try (var node = node();
                var connection = database.connections().getConnection();
                var sql = connection.createStatement()) {
            var before = owner.sql("select 'views.schedule_1'::regclass::oid::bigint")
                    .query(Long.class)
                    .single();
            connection.setAutoCommit(false);
            var job = rebuild(node.http(), "schedule");
            Awaitility.await()
                    .atMost(WHILE_IT_READS)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> isThere("views.schedule_1_rebuild"));
            sql.execute("lock table views.schedule_1_rebuild in share mode");
            Awaitility.await()
                    .atMost(WHILE_IT_READS)
                    .pollInterval(Duration.ofMillis(5))
                    .until(this::isInCopy);
            node.kill();
            connection.rollback();

            assertThat(isThere("views.schedule_1_rebuild")).isTrue();
            assertThat(owner.sql("select state from views.rebuild where id = ?::uuid")
                            .param(job.body().path("id").asString())
                            .query(String.class)
                            .single())
                    .isEqualTo("RUNNING");
            assertThat(owner.sql("select 'views.schedule_1'::regclass::oid::bigint")
                            .query(Long.class)
                            .single())
                    .isEqualTo(before);
        }
    }

    private boolean isThere(String table) {
        return owner.sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    private boolean isInCopy() {
        return database.sql()
                .sql("select exists (select from pg_stat_activity where query like 'copy views.%'"
                        + " and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    private void killAtRandom() throws InterruptedException {
        try (var node = node()) {
            nothingIsLeft();
            rebuild(node.http(), random.nextBoolean() ? "schedule" : "timeline");
            TimeUnit.MILLISECONDS.sleep(random.nextInt(Math.max(800, EVENTS / 50)));
            node.kill();
        }
    }

    private void nothingIsLeft() {
        assertThat(isThere("views.schedule_1_rebuild")).isFalse();
        assertThat(isThere("views.timeline_1_rebuild")).isFalse();
        assertThat(owner.sql("select count(*) from views.rebuild where state in ('RUNNING', 'SWAPPING')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** A view, rebuilt before and followed up since, is what a rebuild makes of all of the history. */
    private void isWhatHistorySays(Http http, String name) {
        var table = "views." + name + "_1";
        var last = owner.sql("select max(position) from history.event")
                .query(Long.class)
                .single();
        Awaitility.await()
                .atMost(UNTIL_OTHERS_FOLLOW)
                .until(() -> http.get(OPERATOR, "/api/v1/read-models")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .allMatch(model -> model.path("position").asLong() >= last));
        owner.sql("create table views." + name + "_live as table " + table).update();
        over(http, rebuild(http, name));
        assertThat(owner.sql("""
                                select count(*) from ((table %1$s except table %2$s)
                                    union all (table %2$s except table %1$s)) differences""".formatted(table, "views." + name + "_live"))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static Reply rebuild(Http http, String name) {
        return http.post(OPERATOR, "/api/v1/read-models/" + name + "/rebuild", "")
                .expect(202);
    }

    private static JsonNode over(Http http, Reply begun) {
        return Awaitility.await()
                .atMost(WHILE_IT_READS)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> http.get(OPERATOR, begun.header("Location"))
                                .expect(200)
                                .body(),
                        job -> !Set.of("RUNNING", "SWAPPING")
                                .contains(job.path("state").asString()));
    }
}
