package org.anamnesis.events.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.store.PostgresEventStore;
import org.anamnesis.events.store.Schemas;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Seals what was added, at once where nothing was for a while, else twice a second. One process does it at a time, on a
 * connection of its own; another takes over when that connection is gone. Nobody who adds to the history waits for it.
 */
public final class Sealer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(10);
    private static final int END_SECONDS = 2;

    private final DataSource connections;
    private final PostgresEventStore events;
    private final LedgerKeyFile keys;
    private volatile @Nullable Thread thread;

    public Sealer(Schemas schemas, PostgresEventStore events, LedgerKeyFile keys) {
        this.connections = schemas.ledger();
        this.events = events;
        this.keys = keys;
    }

    private void run() {
        try {
            while (true) {
                try (var connection = connections.getConnection()) {
                    sealOn(connection);
                } catch (SQLException | DataAccessException away) {
                    LOG.debug("nothing is sealed just now: {}", away.getClass().getName());
                    pause(PAUSE);
                } catch (LedgerDamaged | CannotStart damaged) {
                    LOG.error("Nothing is sealed: {}", damaged.getMessage());
                    pause(LONG_PAUSE);
                } catch (RuntimeException failure) {
                    LOG.error("Nothing is sealed: {}", failure.getClass().getName());
                    pause(LONG_PAUSE);
                }
            }
        } catch (InterruptedException stop) {
            LOG.debug("nothing is sealed any more");
        }
    }

    private void sealOn(Connection connection) throws SQLException, InterruptedException {
        var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        while (!sql.sql("select pg_try_advisory_lock(9, 0)")
                .query(Boolean.class)
                .single()) {
            pause(PAUSE);
        }
        List<Sealing> logs = new ArrayList<>();
        for (var log : Log.values()) {
            logs.add(new Sealing(connection, log, keys));
        }
        while (true) {
            var seen = events.news();
            var isAny = false;
            for (var each : logs) {
                isAny |= each.seal();
            }
            if (isAny) {
                pause(EVERY);
            } else {
                events.awaitNews(seen, EVERY);
            }
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("ledger-sealer").start(this::run);
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
