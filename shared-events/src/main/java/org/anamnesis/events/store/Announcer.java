package org.anamnesis.events.store;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other processes that the history may have grown: on a connection and a thread of its own, so that no command
 * waits for it, and once for many commits in a row. Whom it does not reach looks once a second anyway.
 */
final class Announcer implements AutoCloseable {

    /** Where it is told. */
    static final String CHANNEL = "anamnesis_news";

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final long PAUSE_MILLIS = 5;
    private static final long RECONNECT_MILLIS = 1000;

    private final DataSource alone;
    private final String process;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("history-announcer").unstarted(this::run);

    /** Announces in the name of a process, on connections that are not pooled; the first is made when there is news. */
    Announcer(DataSource alone, String process) {
        this.alone = alone;
        this.process = process;
        thread.start();
    }

    /** There is news. Returns at once. */
    void announce() {
        news.release();
    }

    private void run() {
        try {
            while (true) {
                news.acquire();
                tellUntilLost();
                TimeUnit.MILLISECONDS.sleep(RECONNECT_MILLIS);
            }
        } catch (InterruptedException stop) {
            LOG.debug("nothing is announced any more");
        }
    }

    private void tellUntilLost() throws InterruptedException {
        try (var connection = alone.getConnection();
                var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, process);
            while (true) {
                news.drainPermits(); // what comes from now on is told the next time
                notify.execute();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                news.acquire();
            }
        } catch (SQLException lost) {
            LOG.debug("the other processes were not told yet: {}", lost.getSQLState());
            news.release();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
