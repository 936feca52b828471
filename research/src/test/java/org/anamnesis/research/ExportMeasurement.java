package org.anamnesis.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.fixtures.PlainReading;
import org.anamnesis.fixtures.SeededPractice;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a history becomes a data set in Parquet in which nobody can be found, beside how fast it can be read at all, in
 * turns. It asserts that each run holds what the one before held, and no rate.
 */
@Tag("measurement")
class ExportMeasurement {

    private static final int CLIENTS = Integer.getInteger("export.clients", 3000);
    private static final int MONTHS = Integer.getInteger("export.months", 24);
    private static final int ROUNDS = Integer.getInteger("export.rounds", 3);

    @TempDir
    Path folder;

    private final Map<String, List<Long>> rates = new LinkedHashMap<>();

    @Test
    void exports_beside_plain_reading() throws IOException, SQLException {
        var database = TestPostgres.migrated();
        var events =
                SeededPractice.write(database.connections(), 1, CLIENTS, MONTHS).events();
        System.out.printf(
                "%,d events of %,d clients, %d cores%n",
                events, CLIENTS, Runtime.getRuntime().availableProcessors());
        var plain = new PlainReading(database.connections());
        List<Manifest.DataFile> before = List.of();
        for (int round = 0; round <= ROUNDS; round++) { // the first to warm up
            note("ordered scan", round, plain.scanned());
            note("scan + decode", round, plain.decoded(new EventSerializer()));
            var watch = new Watch();
            var begun = System.nanoTime();
            var made = export(database, "SAFE_HARBOR", "", folder.resolve("plain-" + round), watch);
            note("export to Parquet", round, rate(events, begun));
            note("  of it, playing", round, rate(events, begun, watch.played));
            assertThat(made.events().count()).isEqualTo(events);
            assertThat(before.isEmpty() || before.equals(made.files())).isTrue();
            before = made.files();
            begun = System.nanoTime();
            var judged = export(
                    database,
                    "SAFE_HARBOR",
                    ", \"ruleProfile\": \"us-ca-otp@1\"",
                    folder.resolve("judged-" + round),
                    watch);
            note("with verdicts", round, rate(events, begun));
            assertThat(judged.release().events()).isEqualTo(made.release().events());
        }
        rates.keySet()
                .forEach(what -> System.out.printf(
                        "  %-20s median %,9d events/s, %.2f of scan + decode%n",
                        what, median(what), median(what) / (double) median("scan + decode")));
    }

    /** Notes when all was played. */
    private static final class Watch implements Watcher {

        private long played;

        @Override
        public void expects(long events) {}

        @Override
        public void played(long events) {}

        @Override
        public void writes() {
            played = System.nanoTime();
        }
    }

    private static Manifest export(TestPostgres database, String profile, String more, Path out, Watcher watcher)
            throws IOException {
        try (var source = Practice.source(database)) {
            return new Export(source, Practice.key(), watcher)
                    .run(
                            Practice.study(profile, "\"ruleProfile\": null", "\"formats\": [\"PARQUET\"]" + more),
                            null,
                            Practice.NOW,
                            out);
        }
    }

    private static long rate(int events, long begun) {
        return rate(events, begun, System.nanoTime());
    }

    private static long rate(int events, long begun, long ended) {
        return (long) (events * 1e9 / (ended - begun));
    }

    private void note(String what, int round, long perSecond) {
        System.out.printf("round %d: %s %,d events/s%n", round, what, perSecond);
        if (round > 0) {
            rates.computeIfAbsent(what, key -> new ArrayList<>()).add(perSecond);
        }
    }

    private long median(String what) {
        return rates.getOrDefault(what, List.of()).stream()
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }
}
