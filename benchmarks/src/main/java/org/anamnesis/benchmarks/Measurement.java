package org.anamnesis.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A run: one goal, one command, one file that says what came of it. */
@Command(
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured, and no floor was missed",
            "1:a floor was missed, or something was not as it has to be and no number is told",
            "2:the command line is wrong"
        })
abstract class Measurement implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "<file.json>", description = "Where to write what came of it.")
    private @Nullable Path out;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often both sides are measured, in turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description =
                    "How long one measuring lasts, where it lasts as long as it is told (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--database",
            paramLabel = "<host:port>",
            description =
                    "A PostgreSQL to use instead of the run's own; databases named benchmark_… are made in it, and"
                            + " dropped.")
    private @Nullable String database;

    @Option(
            names = "--user",
            defaultValue = "postgres",
            description = "A superuser of that PostgreSQL (default: ${DEFAULT-VALUE}).")
    private String user = "";

    @Option(
            names = "--password",
            defaultValue = "${env:PGPASSWORD:-}",
            description = "The password (default: the environment variable PGPASSWORD).")
    private String password = "";

    @Option(
            names = "--jvm",
            paramLabel = "<option>",
            description = "An option for the Java of what is started; may be given several times.")
    private List<String> jvm = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Measures, and tells the report. */
    abstract void measure(Bench bench, Report report) throws Exception;

    /** What the goal is, in a few words. */
    abstract String headline();

    @Override
    public Integer call() throws Exception {
        var err = spec.commandLine().getErr();
        try (var bench = Bench.open(given(), jvm)) {
            var report =
                    new Report(spec.name(), headline(), Environment.of(bench.server(), Bench.repository()), settings());
            measure(bench, report);
            if (out != null) {
                report.write(out);
            }
            report.print(spec.commandLine().getOut());
            return report.isHeld() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (GateFailed failed) {
            err.println(spec.name() + " tells no number: " + failed.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private Database.@Nullable Login given() {
        if (database == null) {
            return null;
        }
        var parts = database.split(":", 2);
        return new Database.Login(parts[0], parts.length == 1 ? 5432 : Integer.parseInt(parts[1]), user, password);
    }

    /** The run's own options; none that names a place or a person. */
    private Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        for (var option : spec.options()) {
            if (!option.usageHelp() && !option.versionHelp() && option.getValue() instanceof Number number) {
                settings.put(option.longestName().replace("--", ""), number);
            }
        }
        settings.put("jvm", jvm.stream().filter(option -> !option.contains("/")).toList());
        return settings;
    }

    int rounds() {
        return rounds;
    }

    Duration length() {
        return Duration.ofSeconds(seconds);
    }

    /** A part of that, to warm up. */
    Duration shortly() {
        return Duration.ofMillis(Math.max(500, 300L * seconds));
    }

    Database database(Bench bench) {
        return Objects.requireNonNull(bench).server().create("benchmark_anamnesis");
    }

    /** A file that is gone after the run. */
    static Path file(Bench bench, String name) throws IOException {
        return bench.folder().resolve(name);
    }
}
