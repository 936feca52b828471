package org.anamnesis.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code anamnesis import fhir <folder>}. */
@Command(
        name = "fhir",
        description = {
            "Imports FHIR R4 bulk data (NDJSON, plain or gzip): practitioners, locations, patients, and the encounters"
                    + " and care plans that are therapy. The role that is needed is records-officer.",
            "It may be run again at any time by the same client: what is there already is not added twice."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is known of every resource what came of it, refused ones included",
            "1:the server went away, or a file is damaged: mend that and run it again",
            "2:the command line is wrong"
        })
final class ImportFhir implements Callable<Integer> {

    private static final int MOST_AT_ONCE = 64;
    private static final boolean TERMINAL =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Parameters(paramLabel = "<folder>", arity = "0..1", description = "Where the .ndjson or .ndjson.gz files are.")
    private @Nullable Path folder;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(
            names = "--therapy",
            paramLabel = "<file>",
            description =
                    "Which encounters, care plans and conditions are therapy, as JSON (default: addiction and mental health;"
                            + " --print-therapy shows the list).")
    private @Nullable Path therapy;

    @Option(names = "--print-therapy", description = "Prints the list of therapies and ends.")
    private boolean printTherapy;

    @Option(
            names = "--zone",
            description = "The time zone of locations that do not tell theirs (default: this machine's).")
    private ZoneId zone = ZoneId.systemDefault();

    @Option(
            names = "--jurisdiction",
            paramLabel = "<ISO 3166>",
            description = "The jurisdiction of patients and locations without an address, such as US-MA (default: they"
                    + " are refused).")
    private @Nullable String jurisdiction;

    @Option(names = "--report", paramLabel = "<file>", description = "Writes what came of every resource as JSON.")
    private @Nullable Path reportFile;

    @Option(
            names = "--at-once",
            defaultValue = "4",
            description = "How many charts are sent at the same time, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int atOnce;

    @Option(
            names = "--patience",
            defaultValue = "30",
            paramLabel = "<seconds>",
            description = "How long to wait for a server that does not answer (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            if (printTherapy) {
                spec.commandLine().getOut().print(Therapy.usual());
                return ExitCode.OK;
            }
            return importFolder();
        } catch (IOException cause) {
            spec.commandLine().getErr().println(cause.getMessage());
            return ExitCode.USAGE;
        }
    }

    private int importFolder() throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "Give the folder that holds the .ndjson files.");
        }
        if (atOnce < 1 || atOnce > MOST_AT_ONCE || patience < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--at-once is 1 to " + MOST_AT_ONCE + ", --patience 0 or more seconds.");
        }
        var reading = new Charts.Reading(Therapy.read(therapy), zone, jurisdiction, LocalDate.now(zone));
        var server = options.server("records-officer", Duration.ofSeconds(patience));
        var begun = System.nanoTime();
        Report report;
        try (var progress = new Progress()) {
            report = new FhirImport(server, reading, atOnce, progress).run(folder);
        }
        tell(report, Duration.ofNanos(System.nanoTime() - begun));
        return report.accountsForAll() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void tell(Report report, Duration time) throws IOException {
        var out = spec.commandLine().getOut();
        out.print(report.table());
        out.printf(
                "%d new events in %.1f s (%.0f a second)%n",
                report.getEvents(), time.toMillis() / 1e3, report.getEvents() * 1e3 / Math.max(1, time.toMillis()));
        out.flush();
        report.getProblems().forEach(spec.commandLine().getErr()::println);
        if (!report.accountsForAll()) {
            spec.commandLine().getErr().println("Not everything was imported. Run it again to go on where it stopped.");
        }
        if (reportFile != null) {
            Files.writeString(reportFile, JSON.writeValueAsString(report));
        }
    }

    /** A bar on a terminal; elsewhere nothing. */
    private static final class Progress implements FhirImport.Watcher, AutoCloseable {

        private @Nullable ProgressBar bar;

        @Override
        public void expects(int resources) {
            if (TERMINAL) {
                bar = new ProgressBarBuilder()
                        .setTaskName("import")
                        .setInitialMax(resources)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
            }
        }

        @Override
        public void sent() {
            if (bar != null) {
                bar.step();
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
