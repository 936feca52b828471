package org.anamnesis.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Measures two sides in turns, A B A B A: what changes meanwhile on the machine comes to both. */
final class Turns {

    private final Map<String, Window> first = new LinkedHashMap<>();
    private final Map<String, Window> second = new LinkedHashMap<>();
    private final Map<String, List<Double>> measured = new LinkedHashMap<>();

    /** Measures once. */
    interface Window {
        double measure() throws Exception;
    }

    /** Something of the side that is judged. */
    Turns of(String name, Window window) {
        first.put(name, window);
        return this;
    }

    /** Something of the side that it is judged by. */
    Turns beside(String name, Window window) {
        second.put(name, window);
        return this;
    }

    /** Goes round so many times; what is judged comes first and last. */
    Turns run(int rounds) throws Exception {
        measure(first);
        for (int round = 0; round < rounds; round++) {
            measure(second);
            measure(first);
        }
        return this;
    }

    private void measure(Map<String, Window> side) throws Exception {
        for (var window : side.entrySet()) {
            measured.computeIfAbsent(window.getKey(), name -> new ArrayList<>())
                    .add(window.getValue().measure());
        }
    }

    List<Double> measured(String name) {
        return measured.getOrDefault(name, List.of());
    }

    /** For each round, the mean of what was before and after it, beside the least of some. */
    List<Double> againstLeast(String judged, String... by) {
        return against(judged, values -> Arrays.stream(values).min().orElseThrow(), by);
    }

    /** The same, beside the sum of some. */
    List<Double> againstSum(String judged, String... by) {
        return against(judged, values -> DoubleStream.of(values).sum(), by);
    }

    private List<Double> against(String judged, ToDoubleFunction<double[]> together, String... by) {
        var around = measured(judged);
        return IntStream.range(0, around.size() - 1)
                .mapToObj(round -> (around.get(round) + around.get(round + 1))
                        / 2
                        / together.applyAsDouble(Arrays.stream(by)
                                .mapToDouble(name -> measured(name).get(round))
                                .toArray()))
                .toList();
    }
}
