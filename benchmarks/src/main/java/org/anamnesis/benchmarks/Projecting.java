package org.anamnesis.benchmarks;

import org.anamnesis.benchmarks.Ratio.Better;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.fixtures.PlainReading;
import org.anamnesis.fixtures.SeededHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast the live read models catch up with many events that become visible at once. */
@Command(name = "G5", description = "The live read models beside scanning and decoding the history.")
final class Projecting extends Measurement {

    private static final int MOST_AT_ONCE = 50_000;

    @Option(
            names = "--events",
            defaultValue = "50000",
            description = "How long the history is at first (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--at-once",
            defaultValue = "20000",
            description = "How many become visible at once, each time (default: ${DEFAULT-VALUE}).")
    private int atOnce;

    private int written;

    @Override
    String headline() {
        return "live projection throughput ÷ scan + decode";
    }

    @Override
    void measure(Bench bench, Report report) throws Exception {
        GateFailed.unless(atOnce <= MOST_AT_ONCE, "at most " + MOST_AT_ONCE + " become visible at once");
        var database = database(bench).migrated();
        SeededHistory.write(database.sql(), events);
        written = events;
        var plain = new PlainReading(database.connections());
        var json = new EventSerializer();
        try (var product = bench.standalone(database)) {
            var gates = new Gates(database, bench.http(product));
            Load.settled(() -> projected(database, gates));
            Load.settled(() -> plain.decoded(json));
            var turns = new Turns()
                    .of("live", () -> projected(database, gates))
                    .beside("scan + decode", () -> plain.decoded(json))
                    .run(rounds());
            gates.check(report);
            report.ratio(
                    "live, all read models ÷ (scan + decode)",
                    Better.HIGHER,
                    0.1,
                    0.2,
                    turns.againstLeast("live", "scan + decode"));
            report.figure("live, all read models, events/s", turns.measured("live"));
            report.figure("scan + decode, events/s", turns.measured("scan + decode"));
        }
    }

    /** From the commit until every read model has seen it all. */
    private double projected(Database database, Gates gates) throws InterruptedException {
        SeededHistory.write(database.sql(), written, written + atOnce);
        written += atOnce;
        var begun = System.nanoTime();
        gates.seen();
        return atOnce * 1e9 / (System.nanoTime() - begun);
    }
}
