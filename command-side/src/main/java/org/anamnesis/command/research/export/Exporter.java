package org.anamnesis.command.research.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.anamnesis.command.research.export.DatasetExportCommand.RecordDataset;
import org.anamnesis.command.research.export.DatasetExportCommand.RefuseDataset;
import org.anamnesis.command.research.export.DatasetExportCommand.ReportFailure;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.RuleBooks;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.ledger.Alone;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExportRequested;
import org.anamnesis.events.research.DatasetExportEvent.DatasetExported;
import org.anamnesis.events.research.DatasetExportEvent.DatasetFile;
import org.anamnesis.events.research.DatasetExportEvent.Objection;
import org.anamnesis.events.research.DatasetExportId;
import org.anamnesis.events.research.StudyEvent.StudyApproved;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.Anamnesis;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.events.store.WholeFile;
import org.anamnesis.research.Export;
import org.anamnesis.research.Manifest;
import org.anamnesis.research.Refused;
import org.anamnesis.research.Source;
import org.anamnesis.research.Study;
import org.anamnesis.research.StudyKey;
import org.anamnesis.research.Watcher;
import org.anamnesis.research.WorkFailed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Makes the data sets that were asked for, one at a time, each in a folder of its own. The history says what is still to
 * be made: one that was interrupted is begun anew.
 */
@Component
@ConditionalOnProperty(name = "anamnesis.research.exports", havingValue = "true", matchIfMissing = true)
final class Exporter extends Alone {

    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
    private static final Duration LOOKS = Duration.ofSeconds(1);

    private final DatasetExports exports;
    private final Commands commands;
    private final Vault vault;
    private final History history;
    private final Schemas schemas;
    private final Installation installation;
    private final RuleBooks rules;
    private final Clock clock;
    private final Path home;
    private volatile @Nullable Export running;

    Exporter(
            DatasetExports exports,
            Commands commands,
            Vault vault,
            @Qualifier("questions") DataSource questions,
            EventSerializer json,
            Schemas schemas,
            Installation installation,
            RuleBooks rules,
            Anamnesis anamnesis,
            Clock clock) {
        super("dataset-exports", 11, schemas.ledger());
        this.exports = exports;
        this.commands = commands;
        this.vault = vault;
        this.history = new History(JdbcClient.create(questions), json);
        this.schemas = schemas;
        this.installation = installation;
        this.rules = rules;
        this.clock = clock;
        this.home = anamnesis.dataDir().resolve("research").toAbsolutePath();
    }

    @Override
    protected void workOn(Connection connection) throws InterruptedException {
        var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        while (true) {
            clearUp();
            var next = exports.next();
            if (next.isPresent()) {
                make(next.get(), sql);
            } else {
                pause(LOOKS);
            }
        }
    }

    @Override
    public void stop() {
        var export = running;
        if (export != null) {
            export.stop();
        }
        super.stop();
    }

    private void make(DatasetExports.Requested next, JdbcClient sql) throws InterruptedException {
        var cause = history.ofAggregate(next.clinic(), next.export()).getFirst();
        var approved = (StudyApproved)
                history.ofAggregate(next.clinic(), next.study()).getFirst().event();
        var study = new Study(next.study(), approved.title(), approved.purpose(), approved.protocol());
        var key = vault.open(approved.key(), next.study());
        var reading = new SingleConnectionDataSource(schemas.reading(), true);
        try {
            tell(
                    cause,
                    Vault.ERASED.equals(key) ? ended(next) : made(next, cause, study, StudyKey.of(key), reading, sql));
        } catch (CancellationException stopped) {
            if (Thread.interrupted() || exports.isWanted(next.export())) {
                throw new InterruptedException(); // whoever comes next begins it anew
            }
        } finally {
            running = null;
            reading.destroy();
            sql.sql("delete from history.export_progress where export_id = ?")
                    .param(next.export())
                    .update();
        }
    }

    /** Makes one. Answers what has become of it. */
    private DatasetExportCommand made(
            DatasetExports.Requested next,
            Recorded<?> cause,
            Study study,
            StudyKey key,
            DataSource reading,
            JdbcClient sql) {
        var request = (DatasetExportRequested) cause.event();
        var source = Source.of(reading, next.clinic(), installation.zone());
        var export = new Export(source, key, new Progress(next.export(), sql));
        running = export;
        try {
            var out = folder(next.export());
            WholeFile.makeFolder(home);
            var manifest = request.again() == null
                    ? export.run(study, request.knownAt(), cause.recordedAt(), out)
                    : export.again(
                            Manifest.read(folder(request.again().value()).resolve(Manifest.NAME), key), today(), out);
            return new RecordDataset(request.exportId(), dataset(request, manifest, out));
        } catch (Refused refused) {
            return new RefuseDataset(request.exportId(), objections(refused));
        } catch (WorkFailed | IOException broken) {
            LOG.error("a data set could not be made: {}", broken.getMessage());
            return new ReportFailure(
                    request.exportId(), String.valueOf(broken.getMessage()).replace(home.toString(), "…"));
        }
    }

    private static DatasetExportCommand ended(DatasetExports.Requested next) {
        return new RefuseDataset(
                new DatasetExportId(next.export()),
                List.of(new Objection("study", "it has ended, and its key is destroyed.", "")));
    }

    private static List<Objection> objections(Refused refused) {
        return refused.reasons().stream()
                .map(reason -> new Objection(reason.check(), reason.found(), reason.wouldPass()))
                .toList();
    }

    private static DatasetExported dataset(DatasetExportRequested request, Manifest manifest, Path folder)
            throws IOException {
        var release = manifest.release();
        return new DatasetExported(
                request.exportId(),
                request.studyId(),
                manifest.datasetId(),
                sha256(Files.readAllBytes(folder.resolve(Manifest.NAME))),
                manifest.knownAt(),
                release.clients().cohort(),
                release.clients().released(),
                release.cells().values().stream().mapToLong(Long::longValue).sum(),
                manifest.files().stream()
                        .map(file -> new DatasetFile(file.name(), file.bytes(), file.sha256()))
                        .toList());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void tell(Recorded<?> cause, DatasetExportCommand outcome) {
        commands.because(
                "dataset-exports",
                cause,
                Asked.byThePractice(
                        "exporter", cause.clinic(), clock.instant(), installation.zone(), rules.of(cause.clinic())::at),
                outcome);
    }

    private LocalDate today() {
        return clock.instant().atZone(installation.zone()).toLocalDate();
    }

    private Path folder(UUID export) {
        return home.resolve(export.toString());
    }

    /** Deletes what nobody is to have: what was made in vain, and all of a study that has ended. */
    private void clearUp() {
        var folders = folders();
        if (!folders.isEmpty()) {
            var kept = exports.kept(folders);
            folders.stream().filter(export -> !kept.contains(export)).forEach(this::delete);
        }
    }

    private List<UUID> folders() {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (var inside = Files.list(home)) {
            return inside.map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .map(UUID::fromString)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void delete(UUID export) {
        try {
            FileSystemUtils.deleteRecursively(folder(export));
        } catch (IOException held) {
            throw new UncheckedIOException(held);
        }
    }

    /** Says how far it has come, and stops it once nobody wants it any more. */
    private final class Progress implements Watcher {

        private final UUID export;
        private final JdbcClient sql;
        private long total;
        private long told = System.nanoTime();

        private Progress(UUID export, JdbcClient sql) {
            this.export = export;
            this.sql = sql;
        }

        @Override
        public void expects(long events) {
            total = events;
            tell(0);
        }

        @Override
        public void played(long events) {
            if (System.nanoTime() - told > LOOKS.toNanos()) {
                tell(events);
            }
        }

        @Override
        public void writes() {
            tell(total);
        }

        private void tell(long done) {
            told = System.nanoTime();
            sql.sql("""
                            insert into history.export_progress (export_id, done, total) values (?, ?, ?)
                            on conflict (export_id) do update set done = excluded.done, total = excluded.total, at = clock_timestamp()""").params(export, done, total).update();
            if (!exports.isWanted(export)) {
                throw new CancellationException();
            }
        }
    }
}
