package org.anamnesis.benchmarks;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Something that goes on, time and again, beside what is measured. */
final class Background implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> going;
    private volatile boolean stopping;

    /** One time of it. */
    interface Turn {
        void run() throws Exception;
    }

    Background(Turn turn) {
        going = thread.submit(() -> {
            while (!stopping) {
                turn.run();
            }
            return null;
        });
    }

    /** Waits for the last of it, and tells if one of them went wrong. */
    void stop() throws InterruptedException {
        close();
        try {
            going.get();
        } catch (ExecutionException failed) {
            throw new GateFailed("what went on meanwhile did not: " + failed.getCause());
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.close();
    }
}
