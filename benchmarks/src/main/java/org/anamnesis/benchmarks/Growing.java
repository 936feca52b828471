package org.anamnesis.benchmarks;

import static org.anamnesis.events.web.Role.CLINICIAN;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.anamnesis.benchmarks.Ratio.Better;
import org.anamnesis.fixtures.SeededHistory;
import org.anamnesis.fixtures.SeededPractice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What becomes of it as the history grows. */
@Command(
        name = "G11",
        description =
                "Growth: writing, commands on long streams and timelines stay as they are; rebuilding, verifying and"
                        + " exporting cost the same for each event.")
final class Growing extends Measurement {

    private static final int LANES = 8;
    private static final int PAGE = 50;
    private static final double GOAL = 1.3;

    /** About how many events a client has in a practice that has been open for so many months. */
    private static final int OF_A_CLIENT = 46;

    private static final int MONTHS = 6;

    /** Among fewer, somebody could be found, and there would be no data set. */
    private static final int FEWEST_CLIENTS = 100;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "10000,100000,1000000",
            description = "How many events, from few to many (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--stream",
            defaultValue = "1000",
            description = "How long a long stream is (default: ${DEFAULT-VALUE}).")
    private int stream;

    @Option(names = "--rate", defaultValue = "20", description = "How many a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    String headline() {
        return "growth of the history, the largest beside the smallest";
    }

    @Override
    void measure(Bench bench, Report report) throws Exception {
        report.setting("sizes", sizes);
        var histories = new ArrayList<Grown>();
        for (int size : sizes) {
            histories.add(new Grown(bench, size));
        }
        for (int round = 0; round < rounds(); round++) {
            for (var history : histories) {
                history.measure(round == rounds() - 1 ? report : null);
            }
        }
        var small = histories.getFirst();
        var large = histories.getLast();
        for (var what : small.figures.keySet()) {
            report.ratio(what + ", largest ÷ smallest", Better.LOWER, null, GOAL, ratios(large, small, what));
        }
        for (var history : histories) {
            history.figures.forEach(
                    (what, values) -> report.figure("%,d events: %s".formatted(history.size, what), values));
        }
    }

    private static List<Double> ratios(Grown large, Grown small, String what) {
        var dividends = large.of(what);
        var divisors = small.of(what);
        return IntStream.range(0, dividends.size())
                .mapToObj(round -> dividends.get(round) / divisors.get(round))
                .toList();
    }

    /** A history of some size, in a database of its own. */
    private final class Grown {

        private final Map<String, List<Double>> figures = new LinkedHashMap<>();
        private final Bench bench;
        private final int size;
        private final Database database;
        private final Practice practice;
        private final List<String> places;
        private final Exporting.Exports exports;
        private long booked;

        Grown(Bench bench, int size) throws Exception {
            this.bench = bench;
            this.size = size;
            database = bench.server().create("benchmark_" + size).migrated();
            SeededHistory.write(database.sql(), size);
            exports = new Exporting.Exports(bench.folder(), practised(bench, size), "");
            try (var product = bench.standalone(database)) {
                practice = new Practice(bench.http(product), LANES);
                places = Streams.places(practice, database, LANES, stream);
                for (; booked < LANES * PAGE; booked++) {
                    practice.book(booked);
                }
                new Gates(database, bench.http(product)).seen();
                Verifying.sealed(database);
            }
        }

        /** A history of about that size from which a data set can be made: its clients have been admitted. */
        private static Database practised(Bench bench, int size) {
            var practised = bench.server().create("benchmark_practised_" + size).migrated();
            SeededPractice.write(practised.connections(), 1, Math.max(FEWEST_CLIENTS, size / OF_A_CLIENT), MONTHS);
            return practised;
        }

        List<Double> of(String what) {
            return figures.getOrDefault(what, List.of());
        }

        /** Measures once; at the end of all, looks whether all is as it has to be. */
        void measure(@Nullable Report last) throws Exception {
            try (var product = bench.standalone(database)) {
                var now = practice.at(bench.http(product));
                var gates = new Gates(database, now.http());
                note("write, p50 ms", new Load(booked, now::book), true);
                note(
                        "command on a long stream, p50 ms",
                        new Load(0, number -> now.attest(places.get((int) (number % LANES)))),
                        false);
                note("timeline page, p50 ms", new Load(0, number -> page(now, number)), false);
                note("rebuild, µs for each event", 1e6 / gates.rebuild("timeline"));
                Verifying.sealed(database);
                if (last != null) {
                    gates.check(last);
                }
            }
            note(
                    "verification, µs for each event",
                    1e6 / Verifying.verified(database, Runtime.getRuntime().availableProcessors()));
            note("export, µs for each event", 1e6 / exports.perSecond());
        }

        private void note(String what, Load load, boolean books) throws Exception {
            load.open(rate, shortly());
            note(what, load.open(rate, length()).millis(50));
            booked = books ? load.begun() : booked;
        }

        private void note(String what, double value) {
            figures.computeIfAbsent(what, name -> new ArrayList<>()).add(value);
        }

        private void page(Practice now, long number) {
            now.http()
                    .get(CLINICIAN, "/api/v1/clients/" + now.lane(number).client() + "/timeline?limit=" + PAGE)
                    .expect(200);
        }
    }
}
