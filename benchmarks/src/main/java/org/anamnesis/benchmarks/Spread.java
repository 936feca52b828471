package org.anamnesis.benchmarks;

import java.util.List;

/** What was measured several times: the middle, and how far it went to either side. */
record Spread(double median, double min, double max, List<Double> values) {

    static Spread of(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast(), List.copyOf(values));
    }
}
