package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.PlainReading;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How fast views are made again, beside how fast the history can be read at all, in turns, while bookings go on. It
 * asserts that what was rebuilt is what was live, and no rate.
 */
@Tag("measurement")
class RebuildMeasurement {

    private static final int EVENTS = Integer.getInteger("rebuild.events", 100_000);
    private static final int ROUNDS = Integer.getInteger("rebuild.rounds", 3);

    private final Map<String, List<Long>> rates = new LinkedHashMap<>();

    @Test
    void rebuilds_beside_plain_reading() throws SQLException {
        try (var application = RunningApplication.start()) {
            var owner = JdbcClient.create(application.bean(Schemas.class).owner());
            SeededHistory.write(owner, EVENTS);
            var live = timed(() -> {
                allSeen(application.http(), owner);
                return count(owner, "history.event");
            });
            for (var view : new String[] {"schedule", "timeline"}) {
                owner.sql("create table views." + view + "_live as table views." + view + "_1")
                        .update();
            }
            try (var bookings = new Bookings(application.http(), Duration.ofSeconds(10))) {
                for (int round = 0; round <= ROUNDS; round++) { // the first to warm up
                    measure(application, round);
                }
                bookings.stop();
                System.out.printf(
                        "%d events, %d bookings meanwhile, %d cores%n",
                        EVENTS, bookings.made(), Runtime.getRuntime().availableProcessors());
            }
            print(live);
            for (var view : new String[] {"schedule", "timeline"}) {
                isWhatWasLive(application, owner, view);
            }
        }
    }

    private void measure(RunningApplication application, int round) throws SQLException {
        var plain = new PlainReading(application.bean(Schemas.class).owner());
        note("ordered scan", round, plain.scanned());
        note("scan + decode", round, plain.decoded(application.bean(EventSerializer.class)));
        note("rebuild of schedule", round, rebuild(application.http(), "schedule"));
        note("rebuild of timeline", round, rebuild(application.http(), "timeline"));
    }

    private void note(String what, int round, long perSecond) {
        System.out.printf("round %d: %s %,d events/s%n", round, what, perSecond);
        if (round > 0) {
            rates.computeIfAbsent(what, key -> new ArrayList<>()).add(perSecond);
        }
    }

    private void print(long live) {
        var floor = Math.min(median("ordered scan"), median("scan + decode"));
        rates.keySet()
                .forEach(what -> System.out.printf(
                        "  %-20s median %,9d events/s, %.2f of min(scan, scan + decode)%n",
                        what, median(what), median(what) / (double) floor));
        System.out.printf("  %-20s once   %,9d events/s%n", "live, both views", live);
    }

    private long median(String what) {
        return rates.getOrDefault(what, List.of()).stream()
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long rebuild(Http http, String view) {
        var begun = http.post(OPERATOR, "/api/v1/read-models/" + view + "/rebuild", "")
                .expect(202);
        var job = Awaitility.await()
                .atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> http.get(OPERATOR, begun.header("Location"))
                                .expect(200)
                                .body(),
                        each -> !Set.of("RUNNING", "SWAPPING")
                                .contains(each.path("state").asString()));
        assertThat(job.path("state").asString()).isEqualTo("DONE");
        return job.path("eventsPerSecond").asLong();
    }

    private static void isWhatWasLive(RunningApplication application, JdbcClient owner, String view) {
        var table = "views." + view + "_1";
        var before = "views." + view + "_live";
        assertThat(count(owner, "(table " + before + " except table " + table + ") gone"))
                .isZero();
        allSeen(application.http(), owner);
        owner.sql("drop table " + before).update();
        owner.sql("create table " + before + " as table " + table).update();
        rebuild(application.http(), view);
        assertThat(count(
                        owner,
                        "((table %1$s except table %2$s) union all (table %2$s except table %1$s)) differences"
                                .formatted(table, before)))
                .isZero();
    }

    private static void allSeen(Http http, JdbcClient owner) {
        var last = owner.sql("select max(position) from history.event")
                .query(Long.class)
                .single();
        Awaitility.await()
                .atMost(Duration.ofMinutes(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> http.get(OPERATOR, "/api/v1/read-models")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream()
                        .allMatch(model -> model.path("position").asLong() >= last));
    }

    private static long count(JdbcClient owner, String from) {
        return owner.sql("select count(*) from " + from).query(Long.class).single();
    }

    /** Something that counts what it does, and may fail in the database. */
    private interface Work {
        long done() throws SQLException;
    }

    /** How much of it was done in a second. */
    private static long timed(Work work) throws SQLException {
        var begun = System.nanoTime();
        var done = work.done();
        return (long) (done * 1e9 / (System.nanoTime() - begun));
    }
}
