package org.anamnesis.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Does something again and again, each time with a number of its own. */
final class Load {

    private static final double AGREEING = 0.1;
    private static final int WINDOWS = 15;

    private final AtomicLong next = new AtomicLong();
    private final Deed deed;

    /** What is done; each number comes once. */
    interface Deed {
        void run(long number) throws Exception;
    }

    Load(long first, Deed deed) {
        next.set(first);
        this.deed = deed;
    }

    /** What came of a while of it. */
    record Done(long count, double seconds, Histogram nanos) {

        double perSecond() {
            return count / seconds;
        }

        double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** How often it was begun. */
    long begun() {
        return next.get();
    }

    /** Callers who each wait for one to be done before they begin the next: as much as can be done. */
    Done closed(int callers, Duration length) throws Exception {
        var nanos = new ConcurrentHistogram(3);
        var begun = System.nanoTime();
        var until = begun + length.toNanos();
        together(calling -> {
            for (int i = 0; i < callers; i++) {
                calling.add(() -> {
                    while (System.nanoTime() < until) {
                        var from = System.nanoTime();
                        deed.run(next.getAndIncrement());
                        nanos.recordValue(System.nanoTime() - from);
                    }
                });
            }
        });
        return new Done(nanos.getTotalCount(), (System.nanoTime() - begun) / 1e9, nanos);
    }

    /** So many a second, whether earlier ones are done or not; each is timed from when it was to begin. */
    Done open(double perSecond, Duration length) throws Exception {
        var nanos = new ConcurrentHistogram(3);
        var begun = System.nanoTime();
        long count = Math.max(1, Math.round(perSecond * length.toNanos() / 1e9));
        together(calling -> {
            for (long i = 0; i < count; i++) {
                var intended = begun + Math.round(i * 1e9 / perSecond);
                TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
                calling.add(() -> {
                    deed.run(next.getAndIncrement());
                    nanos.recordValue(System.nanoTime() - intended);
                });
            }
        });
        return new Done(nanos.getTotalCount(), (System.nanoTime() - begun) / 1e9, nanos);
    }

    /** Goes on until two windows in a row come to about the same; answers that. */
    static double settled(Turns.Window window) throws Exception {
        var before = window.measure();
        for (int i = 1; i < WINDOWS; i++) {
            var now = window.measure();
            if (Math.abs(now - before) <= AGREEING * Math.max(now, before)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    /** One call of a caller. */
    private interface Call {
        void run() throws Exception;
    }

    /** Takes calls and begins them. */
    private record Calling(ExecutorService threads, ArrayList<Future<?>> begun) {

        void add(Call call) {
            begun.add(threads.submit(() -> {
                call.run();
                return null;
            }));
        }
    }

    private interface Calls {
        void begin(Calling calling) throws Exception;
    }

    /** Waits for all; if one went wrong, that is what comes of them. */
    private static void together(Calls calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calling = new Calling(threads, new ArrayList<>());
            calls.begin(calling);
            for (var call : calling.begun()) {
                call.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
