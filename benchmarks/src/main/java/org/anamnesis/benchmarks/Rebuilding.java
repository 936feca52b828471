package org.anamnesis.benchmarks;

import java.time.Duration;
import java.util.List;
import org.anamnesis.benchmarks.Ratio.Better;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.fixtures.PlainReading;
import org.anamnesis.fixtures.SeededHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast a read model is made again, while bookings go on. */
@Command(name = "G4", description = "The rebuild of a read model beside scanning and decoding the history.")
final class Rebuilding extends Measurement {

    private static final List<String> VIEWS = List.of("schedule", "timeline");
    private static final int LANES = 8;

    @Option(
            names = "--events",
            defaultValue = "200000",
            description = "How long the history is (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--bookings",
            defaultValue = "20",
            description = "How many bookings a second go on meanwhile (default: ${DEFAULT-VALUE}).")
    private int bookings;

    @Override
    String headline() {
        return "rebuild of a read model ÷ min(ordered scan, scan + decode)";
    }

    @Override
    void measure(Bench bench, Report report) throws Exception {
        var database = database(bench).migrated();
        SeededHistory.write(database.sql(), events);
        var plain = new PlainReading(database.connections());
        var json = new EventSerializer();
        try (var product = bench.standalone(database)) {
            var http = bench.http(product);
            var gates = new Gates(database, http);
            var practice = new Practice(http, LANES);
            var turns = new Turns();
            VIEWS.forEach(view -> turns.of(view, () -> gates.rebuild(view)));
            turns.beside("scan", plain::scanned).beside("scan + decode", () -> plain.decoded(json));
            var load = new Load(0, practice::book);
            try (var going = new Background(() -> load.open(bookings, Duration.ofSeconds(1)))) {
                Load.settled(() -> gates.rebuild(VIEWS.getLast()));
                Load.settled(() -> plain.decoded(json));
                turns.run(rounds());
                going.stop();
            }
            gates.check(report);
            for (var view : VIEWS) {
                report.ratio(
                        "rebuild of " + view + " ÷ min(scan, scan + decode)",
                        Better.HIGHER,
                        0.4,
                        0.75,
                        turns.againstLeast(view, "scan", "scan + decode"));
            }
            VIEWS.forEach(view -> report.figure("rebuild of " + view + ", events/s", turns.measured(view)));
            report.figure("ordered scan, events/s", turns.measured("scan"));
            report.figure("scan + decode, events/s", turns.measured("scan + decode"));
            report.figure("bookings meanwhile", (double) load.begun());
        }
    }
}
