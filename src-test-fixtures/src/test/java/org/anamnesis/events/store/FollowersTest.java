package org.anamnesis.events.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.fixtures.SeededHistory;
import org.anamnesis.fixtures.TestPostgres;
import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** How those who follow the history of one process read it. */
class FollowersTest {

    private static final int FOLLOWERS = 5;

    /** Where the fence is, twice, and the events. */
    private static final int STATEMENTS_OF_A_READING = 3;

    private final TestPostgres database = TestPostgres.migrated();
    private final AtomicInteger statements = new AtomicInteger();
    private final PostgresEventStore store = new PostgresEventStore(
            new PostgresEventEngine(
                    database.sql(), JdbcClient.create(counting()), new EventSerializer(), Clock.systemUTC()),
            List.of(),
            new LongStreams(),
            Schemas.connection(database.login(), null));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_all_of_them_want_is_read_once_or_little_more() throws InterruptedException {
        var followers = followers();
        SeededHistory.write(database.sql(), 300);
        store.wake();
        statements.set(0);

        var last = last();
        for (var follower : followers) {
            assertThat(seen(follower, last)).containsExactlyElementsOf(positions(1, last));
        }

        assertThat(statements)
                .as("each on its own would be " + FOLLOWERS * STATEMENTS_OF_A_READING)
                .hasValueLessThanOrEqualTo(2 * STATEMENTS_OF_A_READING); // the store looks by itself once a second
    }

    @Test
    void one_that_is_behind_misses_nothing_and_one_that_is_ahead_gets_nothing_twice() throws InterruptedException {
        var followers = followers();
        long before = 0;
        for (int events = 700; events <= 4200; events += 700) { // readings end in the middle and at their most
            SeededHistory.write(database.sql(), events - 700, events);
            store.wake();
            var last = last();
            for (var follower : followers.subList(1, FOLLOWERS)) {
                assertThat(seen(follower, last)).containsExactlyElementsOf(positions(before + 1, last));
            }
            before = last;
        }

        assertThat(seen(followers.getFirst(), before)).containsExactlyElementsOf(positions(1, before));
    }

    @Test
    void one_that_is_asked_for_more_while_it_is_read_misses_nothing() throws Exception {
        var follower = store.openStream(null);
        var isRead = new AtomicBoolean(true);
        var askers = Stream.generate(() -> new Thread(() -> askForMore(follower, isRead)))
                .limit(2)
                .toList();
        askers.forEach(Thread::start);
        try {
            long before = 0;
            for (int events = 10; events <= 3000; events += 10) {
                SeededHistory.write(database.sql(), events - 10, events);
                store.wake();
                var last = last();
                assertThat(seen(follower, last)).containsExactlyElementsOf(positions(before + 1, last));
                before = last;
            }
        } finally {
            isRead.set(false);
            for (var asker : askers) {
                asker.join();
            }
        }
    }

    @Test
    void a_change_is_counted_at_once_even_where_it_is_told_of_a_little_later() {
        var before = store.changes();

        store.wake();
        store.wake();

        assertThat(store.changes()).isGreaterThanOrEqualTo(before + 2);
    }

    /** As Axon's coordinator does when it is told that there may be more. */
    private void askForMore(TrackingEventStream follower, AtomicBoolean isRead) {
        try {
            while (isRead.get()) {
                var news = store.news();
                follower.hasNextAvailable(0, TimeUnit.NANOSECONDS);
                store.awaitNews(news, Duration.ofSeconds(1));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private List<TrackingEventStream> followers() {
        return Stream.generate(() -> store.openStream(null)).limit(FOLLOWERS).toList();
    }

    private static List<Long> seen(TrackingEventStream follower, long last) throws InterruptedException {
        var seen = new ArrayList<Long>();
        do {
            assertThat(follower.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
            seen.add(follower.nextAvailable().trackingToken().position().orElseThrow());
        } while (seen.getLast() < last);
        return seen;
    }

    private long last() {
        return database.sql()
                .sql("select max(position) from history.event")
                .query(Long.class)
                .single();
    }

    private static List<Long> positions(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private DelegatingDataSource counting() {
        return new DelegatingDataSource(database.connections()) {
            @Override
            public Connection getConnection() throws SQLException {
                statements.incrementAndGet();
                return super.getConnection();
            }
        };
    }
}
