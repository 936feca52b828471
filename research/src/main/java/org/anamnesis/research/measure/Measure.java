package org.anamnesis.research.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.anamnesis.research.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A question to a data set.
 *
 * @param name with its version, such as {@code retention@1}
 * @param about what is counted, and how
 * @param plot how the answer is drawn; none: it is only a table
 */
public record Measure(
        String name, String title, String about, @Nullable Plot plot, String sql) {

    private static final Pattern LINE = Pattern.compile("--\\s*(measure|title|about|plot):\\s*(.+?)\\s*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}@[1-9][0-9]{0,3}");
    private static final List<String> SHIPPED = List.of(
            "dose-response",
            "feelings-by-technique",
            "gaps",
            "missingness",
            "regularity",
            "retention",
            "technique-sequences",
            "verdicts");

    /**
     * A drawing of an answer.
     *
     * @param x the column along which it is drawn
     * @param y the columns that are drawn
     */
    public record Plot(Kind kind, String x, List<String> y) {

        /** What is drawn. */
        public enum Kind {
            STEPS,
            LINES,
            BARS
        }

        private static Optional<Plot> read(String written) {
            var words = written.split("[\\s,]+", -1);
            return Arrays.stream(Kind.values())
                    .filter(kind -> kind.name().equalsIgnoreCase(words[0]) && words.length > 2)
                    .findFirst()
                    .map(kind -> new Plot(kind, words[1], List.of(words).subList(2, words.length)));
        }
    }

    /** Those that come with the software. */
    public static List<Measure> shipped() {
        return SHIPPED.stream().map(Measure::shipped).toList();
    }

    private static Measure shipped(String name) {
        try (var file = Measure.class.getResourceAsStream(name + ".sql")) {
            return of(
                    name + ".sql", new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * One that comes with the software, by its name with or without the version or {@code .sql}; else the one in the file
     * of that name.
     */
    public static Measure named(String name) throws IOException {
        var plain = name.replaceFirst("\\.sql$", "");
        for (var measure : shipped()) {
            if (measure.name().equals(plain) || measure.name().split("@", -1)[0].equals(plain)) {
                return measure;
            }
        }
        var file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw malformed(
                    name,
                    "there is no measure of this name, and no such file.",
                    "There are " + String.join(", ", SHIPPED) + ".");
        }
        try {
            return of(name, Files.readString(file));
        } catch (CharacterCodingException other) {
            throw malformed(name, "is no text.", "Name a file with one select.");
        }
    }

    /** Reads one from what stands in a file. */
    static Measure of(String file, String content) {
        Map<String, String> header = new HashMap<>();
        for (var line : content.split("\n", -1)) {
            var matcher = LINE.matcher(line);
            if (matcher.matches()) {
                header.putIfAbsent(matcher.group(1), matcher.group(2));
            }
        }
        var name = header.getOrDefault("measure", "");
        if (!NAME.matcher(name).matches()) {
            throw malformed(
                    file, "does not say which measure it is.", "Begin it with a line such as -- measure: retention@1");
        }
        var plot = header.get("plot");
        if (plot != null && Plot.read(plot).isEmpty()) {
            throw malformed(
                    file,
                    "the plot is not understood.",
                    "A line such as -- plot: steps day, still_in_treatment is; or lines, or bars.");
        }
        return new Measure(
                name,
                header.getOrDefault("title", name),
                header.getOrDefault("about", ""),
                plot == null ? null : Plot.read(plot).orElseThrow(),
                content);
    }

    static Refused malformed(String check, String found, String wouldPass) {
        return new Refused(Refused.Kind.MALFORMED, List.of(new Refused.Reason(check, found, wouldPass)));
    }
}
