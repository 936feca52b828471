package org.anamnesis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.anamnesis.research.Refused;
import org.anamnesis.research.measure.Drawing;
import org.anamnesis.research.measure.Measure;
import org.anamnesis.research.measure.Questions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anamnesis research measure <measure> <folder>}. */
@Command(
        name = "measure",
        description = {
            "Asks a question of a data set: prints a table, and draws it.",
            "A measure is one that comes with the software (--list), or a file with one SQL select over the data set's"
                    + " tables; dictionary.md in the data set says what they hold. It can reach nothing but these tables."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:here is the answer", "2:the command line, the measure or the data set is wrong"})
final class ResearchMeasure implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "<measure>", arity = "0..1", description = "Such as retention or my-own.sql.")
    private @Nullable String measure;

    @Parameters(index = "1", paramLabel = "<folder>", arity = "0..1", description = "Where the data set is.")
    private @Nullable Path folder;

    @Option(
            names = "--plot",
            paramLabel = "<file.svg>",
            description = "Where the drawing goes (default: <measure>.svg in the folder one is in).")
    private @Nullable Path plot;

    @Option(names = "--list", description = "Lists the measures that come with the software, and ends.")
    private boolean list;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (list) {
            Measure.shipped().forEach(each -> out.println(each.name() + ": " + each.title() + ". " + each.about()));
            out.flush();
            return ExitCode.OK;
        }
        if (measure == null || folder == null) {
            throw new ParameterException(spec.commandLine(), "Give a measure and the folder of a data set.");
        }
        try (var questions = new Questions(folder)) {
            var asked = Measure.named(measure);
            var answer = questions.ask(asked);
            out.print(answer.table());
            if (asked.plot() != null) {
                var file = plot == null ? Path.of(asked.name().split("@", -1)[0] + ".svg") : plot;
                Files.writeString(file, Drawing.of(answer));
                out.println("Drawn in " + file);
            }
            out.flush();
            return ExitCode.OK;
        } catch (Refused refused) {
            refused.reasons().forEach(spec.commandLine().getErr()::println);
        } catch (IOException unusable) {
            spec.commandLine().getErr().println(unusable.getMessage());
        }
        return ExitCode.USAGE;
    }
}
