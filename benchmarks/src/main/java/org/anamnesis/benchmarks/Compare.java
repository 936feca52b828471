package org.anamnesis.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare before.json after.json}. */
@Command(
        name = "compare",
        description = {
            "Compares two runs of the same goal.",
            "A ratio got worse if what is typical now was never so bad before, and what was typical before is never so good"
                    + " now."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing got worse", "1:something did", "2:the two cannot be compared"})
final class Compare implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "<before.json>", description = "The earlier run.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "<after.json>", description = "The later run.")
    private Path after = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var was = Report.read(before);
        var is = Report.read(after);
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        if (!was.goal().equals(is.goal()) || !was.settings().equals(is.settings())) {
            err.println("These are not two runs of the same with the same settings: " + was.goal() + " "
                    + was.settings() + " and " + is.goal() + " " + is.settings());
            return ExitCode.USAGE;
        }
        if (!machine(was).equals(machine(is))) {
            out.println("Not the same kind of machine: " + machine(was) + " and " + machine(is));
        }
        var earlier = was.ratios().stream().collect(Collectors.toMap(Ratio::name, Function.identity()));
        int worse = 0;
        for (var ratio : is.ratios()) {
            var its = earlier.remove(ratio.name());
            var isWorse = its != null && ratio.isWorseThan(its);
            worse += isWorse ? 1 : 0;
            out.println(String.format(
                    Locale.ROOT,
                    "%-56s %8.3f → %8.3f  %s",
                    ratio.name(),
                    its == null ? Double.NaN : its.measured().median(),
                    ratio.measured().median(),
                    its == null ? "new" : isWorse ? "WORSE" : "ok"));
        }
        earlier.keySet().forEach(gone -> err.println(gone + " is not measured any more"));
        out.flush();
        return worse + earlier.size() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static Map<String, Object> machine(Report.Kept run) {
        return run.environment().entrySet().stream()
                .filter(entry -> java.util.Set.of("architecture", "cores", "memoryMiB", "os", "java")
                        .contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
