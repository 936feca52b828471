package org.anamnesis.query.support;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the views that this process keeps have come; whoever waits for one is woken. */
final class Progress {

    private final Map<String, Map<Integer, Long>> positions = new ConcurrentHashMap<>();
    private long news;

    synchronized void reached(String view, int segment, long position) {
        positions.computeIfAbsent(view, key -> new ConcurrentHashMap<>()).merge(segment, position, Math::max);
        news++;
        notifyAll();
    }

    synchronized void forget(String view) {
        positions.remove(view);
    }

    long position(String view, int segment) {
        return positions.getOrDefault(view, Map.of()).getOrDefault(segment, 0L);
    }

    /** How often anything was reached. */
    synchronized long news() {
        return news;
    }

    /** Waits until more was reached than somebody has seen, but not for longer than this. */
    synchronized void await(long seen, Duration longest) {
        var until = System.nanoTime() + longest.toNanos();
        try {
            for (var left = longest.toMillis();
                    news == seen && left > 0;
                    left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is stopping", stop);
        }
    }
}
