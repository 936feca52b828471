package org.anamnesis.events.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears on a connection of its own what the {@link Announcer}s of other processes tell. A lost connection is made again. */
final class Listener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int ALIVE_SECONDS = 2;
    private static final long RECONNECT_MILLIS = 1000;

    private final DataSource alone;
    private final String process;
    private final Runnable heard;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("history-listener").unstarted(this::run);
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    /** Calls somebody whenever another process than this has news, and when it may have missed some. */
    Listener(DataSource alone, String process, Runnable heard) {
        this.alone = alone;
        this.process = process;
        this.heard = heard;
    }

    /** Begins to listen, if it does not already. */
    synchronized void begin() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    private void run() {
        while (!closed) {
            try (var open = alone.getConnection()) {
                connection = open;
                listen(open);
            } catch (SQLException lost) {
                LOG.debug("cannot hear the other processes: {}", lost.getSQLState());
            }
            pause();
        }
    }

    private void listen(Connection open) throws SQLException {
        try (var listen = open.createStatement()) {
            listen.execute("listen " + Announcer.CHANNEL);
        }
        heard.run(); // what was told while nobody listened
        while (!closed) {
            var told = open.unwrap(PGConnection.class).getNotifications(PATIENCE_MILLIS);
            if (told.length == 0 && !open.isValid(ALIVE_SECONDS)) {
                return;
            }
            if (Arrays.stream(told).anyMatch(news -> !news.getParameter().equals(process))) {
                heard.run();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(closed ? 0 : RECONNECT_MILLIS);
        } catch (InterruptedException stop) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        var open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run); // closing it politely would wait for news
            } catch (SQLException gone) {
                LOG.debug("the connection was gone: {}", gone.getSQLState());
            }
        }
    }
}
