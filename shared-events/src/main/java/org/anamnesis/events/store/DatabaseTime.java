package org.anamnesis.events.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that all processes share: the database's. The machine's clock is compared with it at start, every minute, and
 * when it has been set; from then on it is read with that correction.
 */
final class DatabaseTime implements InstantSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseTime.class);
    private static final int SAMPLES = 5;
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration WAS_SET = Duration.ofMillis(500);
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private final DataSource alone;
    private final Clock machine;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-time").factory());
    private volatile Comparison last;

    /** Compares a machine's clock over connections that are not pooled. */
    DatabaseTime(DataSource alone, Clock machine) throws SQLException {
        this.alone = alone;
        this.machine = machine;
        this.last = compare();
        complain(Duration.ZERO, last.ahead());
        var unused = watch.scheduleWithFixedDelay(this::watch, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * One look at both clocks.
     *
     * @param ahead by how much the database's clock is before the machine's
     * @param took how long the look took, and so how wrong it may be
     * @param at what the machine's clock said
     * @param nanos what it was by the clock that nobody sets
     */
    private record Comparison(Duration ahead, Duration took, Instant at, long nanos) {}

    @Override
    public Instant instant() {
        return machine.instant().plus(last.ahead());
    }

    /** By how much the database's clock is before the machine's; negative if it is behind. */
    Duration ahead() {
        return last.ahead();
    }

    /** Whether the machine's clock is so wrong that somebody should look after it. */
    boolean isFarOff() {
        return isFarOff(last.ahead());
    }

    private static boolean isFarOff(Duration ahead) {
        return ahead.abs().compareTo(TOLERATED) > 0;
    }

    private void watch() {
        var passed = Duration.ofNanos(System.nanoTime() - last.nanos());
        var drift = Duration.between(last.at().plus(passed), machine.instant());
        if (passed.compareTo(EVERY) >= 0 || drift.abs().compareTo(WAS_SET) > 0) {
            try {
                var now = compare();
                complain(last.ahead(), now.ahead());
                last = now;
            } catch (SQLException away) {
                LOG.debug("the database's clock cannot be read: {}", away.getSQLState());
            }
        }
    }

    private Comparison compare() throws SQLException {
        try (var connection = alone.getConnection()) {
            var looks = Stream.<Comparison>builder();
            for (int i = 0; i < SAMPLES; i++) {
                looks.add(look(connection));
            }
            return looks.build().min(Comparator.comparing(Comparison::took)).orElseThrow();
        }
    }

    private Comparison look(Connection connection) throws SQLException {
        try (var ask = connection.prepareStatement("select clock_timestamp()")) {
            var at = machine.instant();
            var nanos = System.nanoTime();
            try (var answer = ask.executeQuery()) {
                var took = Duration.ofNanos(System.nanoTime() - nanos);
                answer.next();
                var there = answer.getObject(1, OffsetDateTime.class).toInstant();
                return new Comparison(Duration.between(at.plus(took.dividedBy(2)), there), took, at, nanos);
            }
        }
    }

    private static void complain(Duration before, Duration now) {
        if (isFarOff(now) && !isFarOff(before)) {
            LOG.warn(
                    "This machine's clock is {} s away from the database's. Events carry the database's time; mend the"
                            + " clock, for access tokens are judged by it.",
                    now.toSeconds());
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
