package org.anamnesis.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.anamnesis.benchmarks.Ratio.Better;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a run found out, under which circumstances, and what it looked at before it said so. */
final class Report {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, Object> environment;
    private final Map<String, Object> settings;
    private final String goal;
    private final String headline;
    private final List<String> gates = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();
    private final Map<String, Spread> figures = new LinkedHashMap<>();

    Report(String goal, String headline, Map<String, Object> environment, Map<String, Object> settings) {
        this.goal = goal;
        this.headline = headline;
        this.environment = environment;
        this.settings = settings;
    }

    /** As it was written down. */
    record Kept(String goal, Map<String, Object> environment, Map<String, Object> settings, List<Ratio> ratios) {}

    static Kept read(Path file) throws IOException {
        var json = JSON.readTree(Files.readString(file));
        var ratios = new ArrayList<Ratio>();
        json.path("ratios").forEach(ratio -> ratios.add(JSON.treeToValue(ratio, Ratio.class)));
        return new Kept(
                json.path("goal").asString(),
                map(json.path("environment")),
                map(json.path("settings")),
                List.copyOf(ratios));
    }

    private static Map<String, Object> map(tools.jackson.databind.JsonNode json) {
        return JSON.convertValue(json, JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    }

    /** Something that was looked at and was as it has to be. */
    void passed(String gate) {
        gates.add(gate);
    }

    void ratio(String name, Better better, @Nullable Double floor, double goalValue, List<Double> values) {
        ratios.add(new Ratio(name, better, floor, goalValue, Spread.of(values)));
    }

    /** Something to know beside the ratios. */
    void figure(String name, List<Double> values) {
        if (!values.isEmpty()) {
            figures.put(name, Spread.of(values));
        }
    }

    void figure(String name, double value) {
        figure(name, List.of(value));
    }

    /** The same, where it can be known. */
    void figure(String name, OptionalDouble value) {
        value.ifPresent(known -> figure(name, known));
    }

    void setting(String name, Object value) {
        settings.put(name, value);
    }

    boolean isHeld() {
        return ratios.stream().allMatch(Ratio::isHeld);
    }

    void write(Path file) throws IOException {
        var json = new LinkedHashMap<String, Object>();
        json.put("goal", goal);
        json.put("headline", headline);
        json.put("environment", environment);
        json.put("settings", settings);
        json.put("gates", gates);
        json.put("ratios", ratios.stream().map(Report::written).toList());
        json.put("figures", figures);
        Files.writeString(file, JSON.writeValueAsString(json) + "\n");
    }

    private static Map<String, Object> written(Ratio ratio) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", ratio.name());
        json.put("better", ratio.better());
        json.put("floor", ratio.floor());
        json.put("goal", ratio.goal());
        json.put("held", ratio.isHeld());
        json.put("met", ratio.isMet());
        json.put("measured", ratio.measured());
        return json;
    }

    void print(PrintWriter out) {
        out.println(goal + " " + headline);
        ratios.forEach(ratio -> out.println(String.format(
                Locale.ROOT,
                "  %-56s %8.3f (%.3f to %.3f)  goal %s %.2f: %s",
                ratio.name(),
                ratio.measured().median(),
                ratio.measured().min(),
                ratio.measured().max(),
                ratio.better() == Better.HIGHER ? "≥" : "≤",
                ratio.goal(),
                ratio.isMet()
                        ? "met"
                        : ratio.isHeld() ? "not met" : "not met, and below the floor of " + ratio.floor())));
        figures.forEach((name, spread) -> out.println(String.format(
                Locale.ROOT, "  %-56s %,12.3f (%,.3f to %,.3f)", name, spread.median(), spread.min(), spread.max())));
        gates.forEach(gate -> out.println("  seen: " + gate));
        out.flush();
    }
}
