package org.anamnesis.events.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.anamnesis.events.store.CannotStart;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Does something for as long as the process runs, on a thread and a connection of its own. One process does it at a time;
 * another takes over when that connection is gone.
 */
public abstract class Alone implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Alone.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofSeconds(2);

    private final String name;
    private final int lock;
    private final DataSource connections;
    private volatile @Nullable Thread thread;

    /**
     * @param lock the number of the advisory lock that whoever does it holds
     */
    protected Alone(String name, int lock, DataSource connections) {
        this.name = name;
        this.lock = lock;
        this.connections = connections;
    }

    /** Does it, until it is interrupted or something goes wrong; then it is begun anew. */
    protected abstract void workOn(Connection connection) throws SQLException, InterruptedException;

    private void run() {
        try {
            while (true) {
                try (var connection = connections.getConnection()) {
                    awaitTurn(connection);
                    workOn(connection);
                } catch (SQLException | DataAccessException away) {
                    LOG.debug("{} is interrupted: {}", name, away.getClass().getName());
                    pause(PAUSE);
                } catch (LedgerDamaged | CannotStart damaged) {
                    LOG.error("{} does not go on: {}", name, damaged.getMessage());
                    pause(LONG_PAUSE);
                } catch (RuntimeException failure) {
                    LOG.error("{} does not go on: {}", name, failure.getClass().getName());
                    pause(LONG_PAUSE);
                }
            }
        } catch (InterruptedException stop) {
            LOG.debug("{} ends", name);
        }
    }

    private void awaitTurn(Connection connection) throws InterruptedException {
        var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        while (!sql.sql("select pg_try_advisory_lock(?, 0)")
                .param(lock)
                .query(Boolean.class)
                .single()) {
            pause(PAUSE);
        }
    }

    protected static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(END);
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
