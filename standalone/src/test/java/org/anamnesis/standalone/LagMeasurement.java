package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.standalone.Clinic.inHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long after a booking was answered it is seen in the schedule. An open loop: bookings are sent at fixed times,
 * whether earlier ones have been answered or not. It measures and asserts no time.
 */
@Tag("measurement")
class LagMeasurement {

    private static final int WARM_UP = Integer.getInteger("lag.warmup", 2000);
    private static final int BOOKINGS = Integer.getInteger("lag.bookings", 2500);
    private static final int PER_SECOND = Integer.getInteger("lag.rate", 50);

    @TempDir
    Path folder;

    private final Histogram answered = new ConcurrentHistogram(3);
    private final Histogram seen = new ConcurrentHistogram(3);
    private final Histogram read = new ConcurrentHistogram(3);

    @Test
    void in_one_process_from_the_answer_until_it_is_seen_in_the_schedule() throws Exception {
        try (var child =
                ChildProcess.start(folder.resolve("data"), folder.resolve("log").toFile(), "-XX:+UseG1GC")) {
            measure(child.http(), "both sides in one process");
        }
    }

    @Test
    void across_two_processes_from_the_answer_until_it_is_seen_in_the_schedule() throws Exception {
        RunningApplication
                .shared(); // first: servers of one process share the binaries of the first, and this one's stay
        try (var database = EmbeddedDatabase.start(folder.resolve("postgresql"));
                var nodes = new Nodes(folder, database.properties(), "-XX:+UseG1GC")) {
            nodes.atLeast(1, 1);
            measure(nodes.http(), "each side in a process of its own");
        }
    }

    private void measure(Http http, String setting) throws InterruptedException {
        var clinic = Clinic.at(http);
        send(clinic, 0, WARM_UP, PER_SECOND / 2);
        answered.reset();
        seen.reset();
        read.reset();

        send(clinic, WARM_UP, BOOKINGS, PER_SECOND);

        assertThat(seen.getTotalCount()).isEqualTo(BOOKINGS);
        System.out.printf(
                "%d bookings at %d/s, %s, %d cores%n"
                        + "  intended time → answered:  p50 %.1f ms  p99 %.1f ms%n"
                        + "  answered → seen by a read: p50 %.1f ms  p99 %.1f ms%n"
                        + "  the same read once more:   p50 %.1f ms  p99 %.1f ms%n",
                BOOKINGS,
                PER_SECOND,
                setting,
                Runtime.getRuntime().availableProcessors(),
                millis(answered, 50),
                millis(answered, 99),
                millis(seen, 50),
                millis(seen, 99),
                millis(read, 50),
                millis(read, 99));
    }

    private void send(Clinic clinic, int from, int count, int perSecond) throws InterruptedException {
        var begin = System.nanoTime();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                var intended = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
                var start = inHours(24L + from + i);
                callers.execute(() -> bookAndLook(clinic, start, intended));
            }
        }
    }

    private void bookAndLook(Clinic clinic, Instant start, long intended) {
        var booked = clinic.book(start, 50).expect(201);
        var answeredAt = System.nanoTime();
        look(clinic, start, booked);
        var seenAt = System.nanoTime();
        look(clinic, start, booked);
        answered.recordValue(answeredAt - intended);
        seen.recordValue(seenAt - answeredAt);
        read.recordValue(System.nanoTime() - seenAt);
    }

    private static void look(Clinic clinic, Instant start, Http.Reply booked) {
        var schedule = clinic.http
                .get(
                        RECEPTION,
                        "/api/v1/schedule?from=" + start + "&to=" + start.plus(Duration.ofMinutes(1)) + "&therapistId="
                                + clinic.therapist,
                        "Consistency-Token",
                        booked.header("Consistency-Token"))
                .expect(200);
        assertThat(schedule.body().path("items").path(0).path("sessionId").asString())
                .isEqualTo(booked.body().path("id").asString());
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }
}
