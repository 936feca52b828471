package org.anamnesis.benchmarks;

import org.anamnesis.benchmarks.Ratio.Better;
import org.anamnesis.fixtures.SeededHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long it takes to be ready, beside an application in which nothing is. */
@Command(
        name = "G10",
        description = "Start to ready, on a database that is there, beside an empty Spring Boot application.")
final class Starting extends Measurement {

    @Option(
            names = "--events",
            defaultValue = "20000",
            description = "How long the history is (default: ${DEFAULT-VALUE}).")
    private int events;

    @Override
    String headline() {
        return "start to ready ÷ an empty Spring Boot web application";
    }

    @Override
    void measure(Bench bench, Report report) throws Exception {
        var database = database(bench).migrated();
        SeededHistory.write(database.sql(), events);
        started(() -> bench.standalone(database));
        started(bench::empty);
        var unpacked = bench.unpacked(database);
        var turns = new Turns()
                .of("product", () -> started(() -> bench.standalone(database)))
                .of("unpacked", () -> started(() -> bench.standalone(unpacked)))
                .beside("empty", () -> started(bench::empty))
                .run(rounds());
        try (var product = bench.standalone(database)) {
            new Gates(database, bench.http(product)).check(report);
        }
        report.ratio(
                "start to ready ÷ empty application", Better.LOWER, 3.0, 1.8, turns.againstLeast("product", "empty"));
        report.ratio(
                "start to ready, unpacked and with a cache of a first run ÷ empty application without",
                Better.LOWER,
                3.0,
                1.8,
                turns.againstLeast("unpacked", "empty"));
        report.figure("start to ready, s", turns.measured("product"));
        report.figure("start to ready, unpacked and with a cache, s", turns.measured("unpacked"));
        report.figure("empty application, s", turns.measured("empty"));
    }

    /** What is to be started. */
    private interface Start {
        Product now() throws Exception;
    }

    private static double started(Start start) throws Exception {
        try (var product = start.now()) {
            return product.started().toNanos() / 1e9;
        }
    }
}
