package org.anamnesis.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.anamnesis.benchmarks.Ratio.Better;
import org.anamnesis.benchmarks.Trace.Statement;
import picocli.CommandLine.Option;

/** Bookings by several callers, beside pgbench with the same statements. */
abstract class Booking extends Measurement {

    private static final int WARMING = 40;

    @Option(names = "--callers", defaultValue = "8", description = "How many callers (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(
            names = "--lanes",
            defaultValue = "64",
            description =
                    "How many clients, each with a therapist and a place of their own (default: ${DEFAULT-VALUE}).")
    private int lanes;

    @Option(
            names = "--pgbench",
            paramLabel = "<file>",
            defaultValue = "pgbench",
            description = "PostgreSQL's pgbench (default: the one found by PATH).")
    private String pgbench = "";

    private final String name;
    private final double floor;
    private final double goal;

    Booking(String name, double floor, double goal) {
        this.name = name;
        this.floor = floor;
        this.goal = goal;
    }

    /** Something that bookings go into; how long it has kept processors busy. */
    interface Side extends AutoCloseable {

        void book(long number);

        OptionalDouble cpuSeconds();

        @Override
        void close();
    }

    /** Starts what bookings go into. */
    abstract Side start(Bench bench, Database database, Practice practice) throws Exception;

    @Override
    void measure(Bench bench, Report report) throws Exception {
        var database = database(bench);
        Practice practice;
        List<List<List<Statement>>> seen;
        try (var product = bench.standalone(database)) {
            practice = new Practice(bench.http(product), lanes);
            seen = transactions(database, practice);
        }
        var copy = bench.server().copy(database, "benchmark_floor");
        var pgFloor = new Floor(copy, bench.folder(), pgbench, seen);
        report.setting("statements", seen.getFirst().getFirst().size());
        var events = copy.count("history.event");
        var reservations = copy.count("history.reservation");
        var costs = new Costs(bench.server());
        Load load;
        var turns = new Turns();
        try (var side = start(bench, database, practice)) {
            load = new Load(WARMING + 2L * lanes, side::book);
            Load.settled(() -> load.closed(callers, shortly()).perSecond());
            pgFloor.perSecond(callers, shortly());
            turns.of("bookings", () -> costs.of("bookings", side::cpuSeconds, () -> load.closed(callers, length())))
                    .beside(
                            "pgbench",
                            () -> costs.ofDatabase("pgbench", () -> pgFloor.perSecond(callers, length()), (double)
                                    length().toSeconds()))
                    .run(rounds());
        }
        pgFloor.check(events, reservations);
        report.passed("each of pgbench's transactions left an event and three reservations, as a booking does");
        try (var product = bench.standalone(database)) {
            var gates = new Gates(database, bench.http(product));
            gates.seen();
            GateFailed.unless(
                    database.count("history.event where type = 'SessionBooked'") == load.begun(),
                    "not each booking that was answered is in the history once");
            report.passed("each of " + load.begun() + " bookings that were answered is in the history once");
            gates.check(report);
        }
        report.ratio(
                name + " ÷ pgbench, same statements",
                Better.HIGHER,
                floor,
                goal,
                turns.againstLeast("bookings", "pgbench"));
        report.figure("bookings/s", turns.measured("bookings"));
        report.figure("pgbench, transactions/s", turns.measured("pgbench"));
        costs.tell(report);
    }

    /** For each lane two bookings, as the database saw them. */
    private List<List<List<Statement>>> transactions(Database database, Practice practice) throws Exception {
        for (int i = 0; i < WARMING; i++) { // so that the driver has prepared what it prepares
            practice.book(i);
        }
        var sessions = Trace.of(database, () -> {
            for (int i = 0; i < 2 * lanes; i++) {
                practice.book(WARMING + i);
            }
        });
        Map<String, List<List<Statement>>> byLane = new LinkedHashMap<>();
        for (var session : sessions) {
            for (var transaction : Trace.transactions(session)) {
                transaction.stream()
                        .filter(statement -> statement.is("insert into history.fact_session"))
                        .findFirst()
                        .ifPresent(booked -> byLane.computeIfAbsent(
                                        String.valueOf(booked.values().get(3)), episode -> new ArrayList<>())
                                .add(transaction));
            }
        }
        GateFailed.unless(
                byLane.size() == lanes && byLane.values().stream().allMatch(two -> two.size() == 2),
                "the database's log does not show each booking once");
        return List.copyOf(byLane.values());
    }
}
