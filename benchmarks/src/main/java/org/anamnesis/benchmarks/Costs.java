package org.anamnesis.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** How long processors were busy for one of something: those of the product, and those of the database. */
final class Costs {

    private final Map<String, List<Double>> millis = new LinkedHashMap<>();
    private final Map<String, List<Double>> latencies = new LinkedHashMap<>();
    private final Server server;

    Costs(Server server) {
        this.server = server;
    }

    /** Something that is done many times. */
    interface Work {
        Load.Done run() throws Exception;
    }

    /** Does it and counts; answers how many a second. */
    double of(String what, Supplier<OptionalDouble> product, Work work) throws Exception {
        var productBefore = product.get();
        var databaseBefore = server.cpuSeconds();
        var done = work.run();
        note(what + ", product", productBefore, product.get(), (double) done.count());
        note(what + ", database", databaseBefore, server.cpuSeconds(), (double) done.count());
        for (var percentile : List.of(50, 99)) {
            latencies
                    .computeIfAbsent(what + ", p" + percentile + ", ms", name -> new ArrayList<>())
                    .add(done.millis(percentile));
        }
        return done.perSecond();
    }

    /** A rate of something that is done by the database alone; answers it. */
    double ofDatabase(String what, Turns.Window rate, double seconds) throws Exception {
        var before = server.cpuSeconds();
        var perSecond = rate.measure();
        note(what + ", database", before, server.cpuSeconds(), perSecond * seconds);
        return perSecond;
    }

    private void note(String what, OptionalDouble before, OptionalDouble after, double count) {
        if (before.isPresent() && after.isPresent()) {
            millis.computeIfAbsent(what + ", CPU ms each", name -> new ArrayList<>())
                    .add((after.getAsDouble() - before.getAsDouble()) * 1000 / count);
        }
    }

    void tell(Report report) {
        latencies.forEach(report::figure);
        millis.forEach(report::figure);
    }
}
