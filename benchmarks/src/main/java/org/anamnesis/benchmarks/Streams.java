package org.anamnesis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.anamnesis.benchmarks.Ratio.Better;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a command costs whose stream is long, beside one whose stream is short. */
@Command(name = "G3", description = "A command on a long stream beside one on a short stream.")
final class Streams extends Measurement {

    @Option(names = "--long", defaultValue = "10000", description = "How long (default: ${DEFAULT-VALUE}).")
    private int longest;

    @Option(names = "--short", defaultValue = "10", description = "How short (default: ${DEFAULT-VALUE}).")
    private int shortest;

    @Option(
            names = "--rate",
            defaultValue = "4",
            description = "How many commands a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--streams",
            defaultValue = "50",
            description = "How many short streams take turns, so that they stay short (default: ${DEFAULT-VALUE}).")
    private int streams;

    @Override
    String headline() {
        return "command on a stream of %,d events ÷ of %,d events".formatted(longest, shortest);
    }

    @Override
    void measure(Bench bench, Report report) throws Exception {
        var database = database(bench);
        try (var product = bench.standalone(database)) {
            var http = bench.http(product);
            var practice = new Practice(http, 0);
            var few = places(practice, database, streams, shortest);
            var many = places(practice, database, 2, longest);
            new Gates(database, http).seen();
            var onShort = new Load(0, number -> practice.attest(few.get((int) (number % few.size()))));
            var onLong = new Load(0, number -> practice.attest(many.get((int) (number % many.size()))));
            Load.settled(() -> onShort.open(rate, shortly()).millis(50));
            Load.settled(() -> onLong.open(rate, shortly()).millis(50));
            var turns = new Turns()
                    .of("long", () -> onLong.open(rate, length()).millis(50))
                    .beside("short", () -> onShort.open(rate, length()).millis(50))
                    .run(rounds());
            new Gates(database, http).check(report);
            report.ratio(
                    "long stream ÷ short stream, p50", Better.LOWER, 2.0, 1.3, turns.againstLeast("long", "short"));
            report.figure("on a long stream, p50, ms", turns.measured("long"));
            report.figure("on a short stream, p50, ms", turns.measured("short"));
        }
    }

    /** Places that have been attested so often that their streams have this length. */
    static List<String> places(Practice practice, Database database, int count, int length) {
        var places = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            places.add(practice.place());
        }
        database.sql()
                .sql("""
                        insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type, type,
                            revision, recorded_at, clinic, client, payload, metadata)
                        select aggregate_identifier, n, gen_random_uuid(), aggregate_type, type, revision, recorded_at,
                            clinic, client, payload, metadata
                        from history.event, generate_series(2, :length - 1) n
                        where aggregate_identifier = any(cast(:places as uuid[])) and sequence_number = 1
                        order by aggregate_identifier, n""")
                .param("length", length)
                .param("places", places.toArray(String[]::new))
                .update();
        return places;
    }
}
