package org.anamnesis.events.store;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anamnesis.events.Recorded;

/** Reads the history in order, and always one batch further than it is asked for, so that reading and folding overlap. */
public final class ReadAhead implements AutoCloseable {

    private static final int BATCH = 5000;

    private final History history;
    private final long bound;
    private final ExecutorService reader;
    private Future<List<Recorded<?>>> next;

    /**
     * Begins to read.
     *
     * @param above the position to begin after
     * @param bound the last position to be read
     */
    public ReadAhead(History history, long above, long bound, String name) {
        this.history = history;
        this.bound = bound;
        this.reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        this.next = read(above);
    }

    private Future<List<Recorded<?>>> read(long above) {
        return reader.submit(() -> history.between(above, bound, BATCH));
    }

    /** The next events; none at the end. */
    public List<Recorded<?>> batch() throws InterruptedException {
        try {
            var batch = next.get();
            if (!batch.isEmpty()) {
                next = read(batch.getLast().position());
            }
            return batch;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
