package org.anamnesis.benchmarks;

import static org.anamnesis.events.web.Role.RECEPTION;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.anamnesis.benchmarks.Ratio.Better;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long after a booking was answered a read sees it. */
@Command(
        name = "G6",
        description = "From a command's answer until it is visible: in one process, and across processes.")
final class Lagging extends Measurement {

    private static final int LANES = 16;

    @Option(
            names = "--rate",
            defaultValue = "50",
            description =
                    "How many bookings a second, whether earlier ones are answered or not (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    String headline() {
        return "lag, command answered → visible, p99, at %.0f bookings/s".formatted(rate);
    }

    @Override
    void measure(Bench bench, Report report) throws Exception {
        var one = bench.server().create("benchmark_one");
        try (var product = bench.standalone(one)) {
            var http = bench.http(product);
            measure(http, new Gates(one, http), one, "same process", 100, 25, report);
        }
        var two = bench.server().create("benchmark_two");
        try (var commands = bench.commandSide(two);
                var questions = bench.querySide(two)) {
            measure(
                    bench.http(commands, questions),
                    new Gates(two, bench.http(questions)),
                    two,
                    "other process",
                    150,
                    40,
                    report);
        }
    }

    private void measure(
            Http http, Gates gates, Database database, String where, double floor, double goal, Report report)
            throws Exception {
        var watch = new Watch(new Practice(http, LANES));
        var load = new Load(0, watch::bookAndLook);
        load.closed(LANES / 4, length()); // a cold server could not keep up with those who don't wait
        Load.settled(() -> load.open(rate, length()).millis(50));
        List<Double> seen = new ArrayList<>();
        List<Double> typical = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        List<Double> answered = new ArrayList<>();
        for (int round = 0; round < rounds(); round++) {
            watch.reset();
            load.open(rate, length());
            seen.add(millis(watch.seen, 99));
            typical.add(millis(watch.seen, 50));
            read.add(millis(watch.read, 99));
            answered.add(millis(watch.answered, 99));
        }
        GateFailed.unless(
                database.count("history.event where type = 'SessionBooked'") == load.begun(),
                "not each booking that was answered is in the history once");
        report.passed(where + ": each of " + load.begun() + " bookings was seen by the read after it");
        gates.check(report);
        report.ratio(where + ", answered → visible, p99, ms", Better.LOWER, floor, goal, seen);
        report.figure(where + ", answered → visible, p50, ms", typical);
        report.figure(where + ", the same read once more, p99, ms", read);
        report.figure(where + ", sent → answered, p99, ms", answered);
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    /** Books, and looks for it at once. */
    private static final class Watch {

        private final Histogram answered = new ConcurrentHistogram(3);
        private final Histogram seen = new ConcurrentHistogram(3);
        private final Histogram read = new ConcurrentHistogram(3);
        private final Practice practice;

        Watch(Practice practice) {
            this.practice = practice;
        }

        void reset() {
            answered.reset();
            seen.reset();
            read.reset();
        }

        void bookAndLook(long number) {
            var begun = System.nanoTime();
            var booked = practice.book(number);
            var answeredAt = System.nanoTime();
            look(number, booked);
            var seenAt = System.nanoTime();
            look(number, booked);
            answered.recordValue(answeredAt - begun);
            seen.recordValue(seenAt - answeredAt);
            read.recordValue(System.nanoTime() - seenAt);
        }

        private void look(long number, Http.Reply booked) {
            var start = practice.start(number);
            var schedule = practice.http()
                    .get(
                            RECEPTION,
                            "/api/v1/schedule?from=" + start + "&to=" + start.plus(Duration.ofMinutes(1))
                                    + "&therapistId=" + practice.lane(number).therapist(),
                            "Consistency-Token",
                            booked.header("Consistency-Token"))
                    .expect(200);
            GateFailed.unless(
                    schedule.body()
                            .path("items")
                            .path(0)
                            .path("sessionId")
                            .asString()
                            .equals(booked.id()),
                    "a booking that was answered was not in the schedule that was to show it");
        }
    }
}
