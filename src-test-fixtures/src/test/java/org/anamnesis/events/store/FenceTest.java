package org.anamnesis.events.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class FenceTest {

    private static final int WRITERS = 8;
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("fence.seconds", 30));

    private final TestPostgres database = TestPostgres.migrated();
    private final Set<Long> committed = ConcurrentHashMap.newKeySet();
    private static final int READS = 100_000;

    private final AtomicInteger rolledBack = new AtomicInteger();

    @Test
    void a_reader_behind_the_fence_sees_every_event_in_order() throws Exception {
        var seen = readWhileOthersWrite(LENGTH, false);

        assertThat(seen).isSorted().doesNotHaveDuplicates();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(committed);
        assertThat(rolledBack).hasPositiveValue();
    }

    @Test
    void nobody_reads_past_the_very_first_event_before_it_is_there() throws Exception {
        assertThat(Fence.EVENTS.bound(database.sql())).isZero();
        try (var connection = database.connections().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(append(connection)).isEqualTo(1);
            assertThat(Fence.EVENTS.bound(database.sql())).isZero();
            connection.commit();
        }
        assertThat(Fence.EVENTS.bound(database.sql())).isEqualTo(1);
    }

    /** PostgreSQL shows for a moment in a sequence's row what it writes ahead, 32 values further. */
    @Test
    void what_was_drawn_is_never_said_to_be_more_than_it_is() throws Exception {
        var isDrawing = new AtomicBoolean(true);
        try (var drawing = Executors.newFixedThreadPool(1);
                var connection = database.connections().getConnection()) {
            var unused = drawing.submit(() -> {
                while (isDrawing.get()) {
                    draw();
                }
            });
            try {
                var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                var drawn = new ArrayList<Long>();
                for (int i = 0; i < READS; i++) {
                    drawn.add(Fence.EVENTS.drawn(sql));
                }
                assertThat(drawn.getLast()).isGreaterThan(drawn.getFirst());
                assertThat(drawn).isSorted();
            } finally {
                isDrawing.set(false);
            }
        }
    }

    /** Some hundred positions, one after the other and not as fast as they can be drawn. */
    private void draw() {
        database.sql().sql("""
                        select count(nextval('history.event_position')) from generate_series(1, 500) n
                        where length(md5(repeat(n::text, 2000))) = 32""").query(Long.class).single();
    }

    @Test
    void without_the_trigger_events_are_missed() throws Exception {
        database.sql().sql("drop trigger fence on history.event").update();

        var seen = readWhileOthersWrite(LENGTH, true);

        assertThat(committed).isNotEmpty();
        assertThat(seen).hasSizeLessThan(committed.size());
    }

    /** Writers append with pauses and rollbacks in between; a reader follows as processors do, token by token. */
    private List<Long> readWhileOthersWrite(Duration length, boolean untilOneIsMissed) throws Exception {
        var until = System.nanoTime() + length.toNanos();
        var seen = new ArrayList<Long>();
        try (var writers = Executors.newFixedThreadPool(WRITERS);
                var connection = database.connections().getConnection()) {
            var running = new ArrayList<Future<?>>();
            for (int seed = 0; seed < WRITERS; seed++) {
                var random = new Random(seed);
                running.add(writers.submit(() -> {
                    write(random, until);
                    return null;
                }));
            }
            var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            while (running.stream().anyMatch(writer -> !writer.isDone())) {
                follow(sql, seen);
                if (untilOneIsMissed && oneIsMissed(seen)) {
                    running.forEach(writer -> writer.cancel(true));
                }
            }
            follow(sql, seen);
        }
        return seen;
    }

    private boolean oneIsMissed(List<Long> seen) {
        return !seen.isEmpty()
                && committed.stream().anyMatch(position -> position < seen.getLast() && !seen.contains(position));
    }

    private static void follow(JdbcClient sql, List<Long> seen) {
        List<Long> batch;
        do {
            var bound = Fence.EVENTS.bound(sql);
            batch = sql.sql("""
                            select position from history.event where position > ? and position <= ?
                            order by position limit 500""")
                    .params(seen.isEmpty() ? 0 : seen.getLast(), bound)
                    .query(Long.class)
                    .list();
            seen.addAll(batch);
        } while (!batch.isEmpty());
    }

    private void write(Random random, long until) throws SQLException, InterruptedException {
        try (var connection = database.connections().getConnection()) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
                var positions = new ArrayList<Long>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    positions.add(append(connection));
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(4000));
                }
                if (random.nextInt(8) == 0) {
                    connection.rollback();
                    rolledBack.incrementAndGet();
                } else {
                    connection.commit();
                    committed.addAll(positions);
                }
            }
        }
    }

    private static long append(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type, type, revision,
                    recorded_at, clinic, payload, metadata)
                values (?, 0, ?, 'Test', 'Tested', '1', now(), ?, '', '') returning position""")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setObject(2, UUID.randomUUID());
            insert.setObject(3, UUID.randomUUID());
            try (var row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
