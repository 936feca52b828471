package org.anamnesis.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.benchmarks.Ratio.Better;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.fixtures.PlainReading;
import org.anamnesis.fixtures.SeededPractice;
import org.anamnesis.research.Export;
import org.anamnesis.research.Manifest;
import org.anamnesis.research.Source;
import org.anamnesis.research.Study;
import org.anamnesis.research.StudyKey;
import org.anamnesis.research.Watcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast a history becomes a data set in Parquet in which nobody can be found. */
@Command(name = "G9", description = "The research export, de-identified, to Parquet, beside scanning and decoding.")
final class Exporting extends Measurement {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    @Option(
            names = "--clients",
            defaultValue = "1000",
            description = "How many clients the practice has had (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--months",
            defaultValue = "24",
            description = "How long it has been open (default: ${DEFAULT-VALUE}).")
    private int months;

    @Option(names = "--seed", defaultValue = "1", description = "What chance begins with (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    String headline() {
        return "research export, de-identified, to Parquet ÷ scan + decode";
    }

    @Override
    void measure(Bench bench, Report report) throws Exception {
        var database = database(bench).migrated();
        var events = SeededPractice.write(database.connections(), seed, clients, months)
                .events();
        report.setting("events", events);
        try (var product = bench.standalone(database)) {
            new Gates(database, bench.http(product)).check(report);
        }
        var plain = new PlainReading(database.connections());
        var json = new EventSerializer();
        var exports = new Exports(bench.folder(), database, "");
        var judging = new Exports(bench.folder(), database, ", \"ruleProfile\": \"us-ca-otp@1\"");
        Load.settled(exports::perSecond);
        Load.settled(() -> plain.decoded(json));
        var turns = new Turns()
                .of("export", exports::perSecond)
                .of("with verdicts", judging::perSecond)
                .beside("scan + decode", () -> plain.decoded(json))
                .run(rounds());
        report.passed("each export played " + events + " events and made the same files as the one before");
        report.ratio(
                "export ÷ (scan + decode)", Better.HIGHER, 0.2, 0.5, turns.againstLeast("export", "scan + decode"));
        report.figure("export, events/s", turns.measured("export"));
        report.figure("of it, playing, events/s", exports.played);
        report.figure("with verdicts, events/s", turns.measured("with verdicts"));
        report.figure("scan + decode, events/s", turns.measured("scan + decode"));
    }

    /** Exports of one study, time and again. */
    static final class Exports {

        private final List<Double> played = new ArrayList<>();
        private final Path folder;
        private final Database database;
        private final Study study;
        private final StudyKey key = StudyKey.fresh();
        private List<Manifest.DataFile> before = List.of();

        /**
         * Over a database's history.
         *
         * @param more of the study, as further fields
         */
        Exports(Path folder, Database database, String more) throws IOException {
            this.folder = folder;
            this.database = database;
            var file = Files.createTempFile(folder, "study", ".yaml");
            Files.writeString(file, """
                    {"study": "6f0c2f0e-2a53-4a8e-9a44-7c5e5c2f1a01", "title": "Time in treatment",
                     "purpose": "Who stays, and for how long", "cohort": {}, "profile": "SAFE_HARBOR",
                     "approvals": [{"body": "Review board", "reference": "2026-17", "date": "2026-01-10"}],
                     "ends": "2027-12-31", "recipient": "Department of Psychology", "formats": ["PARQUET"]%s}""".formatted(more));
            this.study = Study.read(file);
        }

        /** Makes the data set once more; answers how many events a second. */
        double perSecond() throws IOException {
            var out = Files.createTempDirectory(folder, "export");
            var count = database.count("history.event");
            var begun = System.nanoTime();
            try (var source = Source.at(
                    database.url(), database.login().user(), database.login().password(), null, NEW_YORK)) {
                var made = new Export(source, key, watcher(begun, count)).run(study, null, NOW, out);
                var took = System.nanoTime() - begun;
                GateFailed.unless(
                        made.events().count() == count,
                        "of " + count + " events " + made.events().count() + " were played");
                GateFailed.unless(before.isEmpty() || before.equals(made.files()), "a second export made other files");
                before = made.files();
                return count * 1e9 / took;
            }
        }

        private Watcher watcher(long begun, long count) {
            return new Watcher() {

                @Override
                public void expects(long events) {}

                @Override
                public void played(long events) {}

                @Override
                public void writes() {
                    played.add(count * 1e9 / (System.nanoTime() - begun));
                }
            };
        }
    }
}
