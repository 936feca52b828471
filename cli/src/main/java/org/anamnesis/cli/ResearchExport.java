package org.anamnesis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.anamnesis.research.Export;
import org.anamnesis.research.Manifest;
import org.anamnesis.research.Refused;
import org.anamnesis.research.Source;
import org.anamnesis.research.Study;
import org.anamnesis.research.StudyKey;
import org.anamnesis.research.Watcher;
import org.anamnesis.research.WorkFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anamnesis research export <study.yaml> --out <folder>}. */
@Command(
        name = "export",
        description = {
            "Makes the data set of a study: pseudonyms, no texts, and nobody who could be found in it.",
            "It reads the history's database and nothing else, as a role that can only read. With --manifest it makes a"
                    + " data set once more, to the byte."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the folder holds the data set",
            "1:the database went away or the disk is full: there is no data set; run it again",
            "2:the command line, the study file or the manifest is wrong",
            "3:refused: somebody could be found in it, or the study is over",
            "4:what the manifest says cannot be made again"
        })
final class ResearchExport implements Callable<Integer> {

    private static final int REFUSED = 3;
    private static final int NOT_REPRODUCIBLE = 4;

    @Parameters(paramLabel = "<study.yaml>", arity = "0..1", description = "The study.")
    private @Nullable Path study;

    @Option(
            names = "--manifest",
            paramLabel = "<manifest.json>",
            description =
                    "Instead of a study: the manifest of a data set that is to be made once more. Except under LIMITED,"
                            + " its times are sealed, and the study's key opens them.")
    private @Nullable Path manifest;

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            required = true,
            description = "Where the data set goes: a folder that is not there yet, or is empty.")
    private Path out = Path.of("");

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--clinic", description = "Whose history, if the database holds several.")
    private @Nullable UUID clinic;

    @Option(
            names = "--zone",
            description = "The clinic's time zone, for what has no place of its own (default: this machine's).")
    private ZoneId zone = ZoneId.systemDefault();

    @Option(
            names = "--key",
            paramLabel = "<study.key>",
            description = "The study's key (default: study.key beside the study or the manifest; it is made if there is"
                    + " none). Keep it apart from the data, and destroy it when the study ends.")
    private @Nullable Path key;

    @Option(names = "--known-at", description = "As of when, such as 2026-01-31T12:00:00Z (default: now).")
    private @Nullable Instant knownAt;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if ((study == null) == (manifest == null)) {
            throw new ParameterException(spec.commandLine(), "Give a study file or --manifest.");
        }
        var err = spec.commandLine().getErr();
        try {
            return export();
        } catch (Refused refused) {
            refused.reasons().forEach(err::println);
            return switch (refused.kind()) {
                case MALFORMED, NO_PLACE -> ExitCode.USAGE;
                case NOT_APPROVED, NOT_SAFE -> REFUSED;
                case NOT_REPRODUCIBLE -> NOT_REPRODUCIBLE;
            };
        } catch (WorkFailed failed) {
            err.println(failed.getMessage());
            return ExitCode.SOFTWARE;
        } catch (IOException unreadable) {
            err.println(unreadable.getMessage());
            return ExitCode.USAGE;
        }
    }

    private int export() throws IOException {
        var clock = Clock.system(zone);
        Manifest made;
        if (manifest != null) {
            var read = StudyKey.read(key == null ? manifest.resolveSibling("study.key") : key);
            var before = Manifest.read(manifest, read);
            try (var source = source()) {
                made = new Export(source, read, watcher()).again(before, LocalDate.now(clock), out);
            }
        } else {
            var plan = Study.read(known(study));
            var kept = StudyKey.inFile(key == null ? known(study).resolveSibling("study.key") : key);
            try (var source = source()) {
                made = new Export(source, kept, watcher()).run(plan, knownAt, clock.instant(), out);
            }
        }
        tell(made);
        return ExitCode.OK;
    }

    private Source source() {
        return Source.at(database.databaseOrOwn(), database.user(), database.password(), clinic, zone);
    }

    private static Path known(@Nullable Path path) {
        return Objects.requireNonNull(path);
    }

    private void tell(Manifest made) {
        var told = spec.commandLine().getOut();
        told.println(out.toAbsolutePath().normalize() + " holds data set " + made.datasetId());
        made.summary().forEach(told::println);
        told.flush();
    }

    private Watcher watcher() {
        var told = spec.commandLine().getErr();
        return new Watcher() {

            private long expected;
            private long shown = System.nanoTime();

            @Override
            public void expects(long events) {
                expected = events;
            }

            @Override
            public void played(long events) {
                var now = System.nanoTime();
                if (now - shown > 1_000_000_000L) {
                    shown = now;
                    told.println(events + " of " + expected + " events");
                    told.flush();
                }
            }

            @Override
            public void writes() {
                told.println("All events are played; the data set is made");
                told.flush();
            }
        };
    }
}
