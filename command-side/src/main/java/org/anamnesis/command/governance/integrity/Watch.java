package org.anamnesis.command.governance.integrity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.anamnesis.events.ledger.Inspection;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.ledger.Traces;
import org.anamnesis.events.store.Schemas;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Compares the history with its seals again and again, unhurriedly; and at once where something looks as if somebody had
 * tampered with it. One process does it at a time.
 */
@Component
final class Watch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration LOOKS = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** It works for a tenth of the time at most. */
    private static final int SELDOM = 9;

    private static final int END_SECONDS = 2;

    private final DataSource connections;
    private final Findings findings;
    private volatile @Nullable Thread thread;

    Watch(Schemas schemas, Findings findings) {
        this.connections = schemas.ledger();
        this.findings = findings;
    }

    private void run() {
        try {
            while (true) {
                try (var connection = connections.getConnection()) {
                    watchOn(connection);
                } catch (SQLException | DataAccessException away) {
                    LOG.debug("nothing is watched just now: {}", away.getClass().getName());
                } catch (RuntimeException failure) {
                    LOG.error(
                            "The history is not watched: {}", failure.getClass().getName());
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException stop) {
            LOG.debug("nothing is watched any more");
        }
    }

    private void watchOn(Connection connection) throws SQLException, InterruptedException {
        var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        while (!sql.sql("select pg_try_advisory_lock(10, 0)")
                .query(Boolean.class)
                .single()) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
        var traces = new Traces(sql);
        var isHurried = traces.isNew();
        while (true) {
            var begun = System.nanoTime();
            var pace = new Pace(traces, isHurried);
            var isOver = true;
            for (var log : Log.values()) {
                isOver &= isOver && compare(connection, log, pace);
            }
            isHurried = !isOver || pace.rest(begun);
        }
    }

    /** Compares one log. Answers whether it came to the end. */
    private boolean compare(Connection connection, Log log, Pace pace) throws SQLException, InterruptedException {
        var result = Inspection.of(connection, log, pace);
        if (result == null) {
            return false;
        }
        findings.take(log, result);
        return true;
    }

    /** Takes its time, unless there are traces of somebody who tampers; then what is under way begins anew in a hurry. */
    private static final class Pace implements Inspection.Pace {

        private final Traces traces;
        private final boolean isHurried;
        private long looked = System.nanoTime();

        Pace(Traces traces, boolean isHurried) {
            this.traces = traces;
            this.isHurried = isHurried;
        }

        @Override
        public boolean goesOn(long nanos) throws InterruptedException {
            if (isHurried) {
                return true;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(SELDOM * nanos, LOOKS.toNanos()));
            return !isTime() || !traces.isNew();
        }

        private boolean isTime() {
            var isTime = System.nanoTime() - looked >= LOOKS.toNanos();
            looked = isTime ? System.nanoTime() : looked;
            return isTime;
        }

        /** Waits until it is time for the next comparison. Answers whether that is in a hurry. */
        boolean rest(long begun) throws InterruptedException {
            while (System.nanoTime() - begun < EVERY.toNanos()) {
                TimeUnit.NANOSECONDS.sleep(LOOKS.toNanos());
                if (traces.isNew()) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("history-watch").start(this::run);
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(END_SECONDS));
            } catch (InterruptedException inAHurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
