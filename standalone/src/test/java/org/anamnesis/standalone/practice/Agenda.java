package org.anamnesis.standalone.practice;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is to happen when. At each time the office's matters come first, one after the other; then what concerns one client
 * alone, client beside client. Nothing that happens beside something else depends on it, so the order is always the same.
 */
final class Agenda {

    /** Who stands for the practice itself. */
    static final int OFFICE = 0;

    private final SimulatedTime time;
    private final ConcurrentSkipListMap<Entry, Runnable> entries = new ConcurrentSkipListMap<>();
    private final Map<Integer, AtomicLong> counts = new ConcurrentHashMap<>();

    Agenda(SimulatedTime time) {
        this.time = time;
    }

    /**
     * Where something stands.
     *
     * @param isBeside whether others go on beside it
     * @param whose the number of the client, or the office's
     * @param number in the order in which it was entered for them
     */
    private record Entry(Instant at, boolean isBeside, int whose, long number) implements Comparable<Entry> {

        private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::at)
                .thenComparing(Entry::isBeside)
                .thenComparingInt(Entry::whose)
                .thenComparingLong(Entry::number);

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }

    Instant now() {
        return time.instant();
    }

    /** Enters what nothing else may go on beside. */
    void alone(Instant at, int whose, Runnable what) {
        enter(at, false, whose, what);
    }

    /** Enters what concerns one client alone. */
    void beside(Instant at, int whose, Runnable what) {
        enter(at, true, whose, what);
    }

    private void enter(Instant at, boolean isBeside, int whose, Runnable what) {
        var number = counts.computeIfAbsent(whose, key -> new AtomicLong()).incrementAndGet();
        entries.put(new Entry(at.isBefore(now()) ? now() : at, isBeside, whose, number), what);
    }

    /**
     * Lets it happen, up to an end.
     *
     * @param callers how many clients' matters go on at once
     */
    void run(Instant end, int callers) {
        try (var pool = Executors.newFixedThreadPool(callers)) {
            for (var next = entries.firstEntry();
                    next != null && next.getKey().at().isBefore(end);
                    next = entries.firstEntry()) {
                time.set(next.getKey().at());
                if (next.getKey().isBeside()) {
                    besideEachOther(next.getKey().at(), pool);
                } else {
                    entries.remove(next.getKey());
                    next.getValue().run();
                }
            }
        }
        time.set(end);
    }

    private void besideEachOther(Instant at, ExecutorService pool) {
        var due = entries.headMap(new Entry(at, true, Integer.MAX_VALUE, Long.MAX_VALUE), true);
        var matters = new ArrayList<Callable<Object>>();
        due.entrySet().stream()
                .collect(groupingBy(each -> each.getKey().whose(), TreeMap::new, toList()))
                .values()
                .forEach(each -> matters.add(Executors.callable(
                        () -> each.forEach(matter -> matter.getValue().run()))));
        due.clear();
        try {
            for (var done : pool.invokeAll(matters)) {
                done.get();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
