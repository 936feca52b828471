package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.anamnesis.events.store.Installation;
import org.anamnesis.research.Export;
import org.anamnesis.research.Source;
import org.anamnesis.research.Study;
import org.anamnesis.research.StudyKey;
import org.anamnesis.research.Watcher;
import tools.jackson.databind.JsonNode;

/** A data set of an application's whole history, made for a study, and read as those would who get it. */
public final class HandedOut implements AutoCloseable {

    private static final byte[] KEY = "a key of a study that tests make".getBytes(US_ASCII);
    private static final List<String> TABLES = List.of("event", "object", "e2o", "session", "expression", "survival");
    private static final int ALIAS_BYTES = 10;

    private final Path folder;
    private final Connection connection;

    private HandedOut(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /**
     * Makes one.
     *
     * @param out where; it is not there yet
     * @param more further lines of the study file
     */
    public static HandedOut of(RunningApplication application, Path out, String profile, String... more) {
        var file = out.resolveSibling(out.getFileName() + ".yaml");
        var installation = application.bean(Installation.class);
        try (var source = Source.of(
                application.bean("questionsPool", DataSource.class), installation.clinic(), installation.zone())) {
            Files.writeString(file, """
                    study: 6f0c2f0e-2a53-4a8e-9a44-7c5e5c2f1a01
                    title: Time in treatment
                    purpose: Who stays, and for how long
                    approvals: [{body: Review board, reference: "17", date: "2026-01-10"}]
                    cohort: {legalStatuses: []}
                    profile: %s
                    determination: Dr. Statistician
                    agreement: DUA 7
                    ends: "2099-12-31"
                    recipient: Department of Psychology
                    %s
                    """.formatted(profile, String.join("\n", more)));
            var unused = new Export(source, StudyKey.of(Base64.getEncoder().encodeToString(KEY)), Watcher.none())
                    .run(Study.read(file), null, Instant.now(), out);
            var made = new HandedOut(out, DriverManager.getConnection("jdbc:duckdb:"));
            for (var table : TABLES) {
                made.ask("create view " + table + " as from '" + out.resolve(table + ".parquet") + "'");
            }
            return made;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Where it lies. */
    public Path folder() {
        return folder;
    }

    /** A file of it that is JSON. */
    public JsonNode json(String name) {
        try {
            return Http.JSON.readTree(Files.readString(folder.resolve(name)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What its tables answer: each row as its values with a bar between. */
    public List<String> ask(String sql) {
        try {
            return ask(connection, sql);
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** What its event log in SQLite answers. */
    List<String> askLog(String sql) {
        try (var log = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ocel.sqlite"))) {
            return ask(log, sql);
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static List<String> ask(Connection connection, String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (var row = statement.getResultSet()) {
                    var columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        var values = new ArrayList<String>();
                        for (int i = 1; i <= columns; i++) {
                            values.add(String.valueOf(row.getObject(i)));
                        }
                        rows.add(String.join("|", values));
                    }
                }
            }
        }
        return rows;
    }

    /** How something is called in it: by the first eighty bits of what nobody can compute without the study's key. */
    static String alias(UUID id) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            var hash = mac.doFinal(ByteBuffer.allocate(1 + 2 * Long.BYTES)
                    .put((byte) 'n')
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array());
            return HexFormat.of().formatHex(hash, 0, ALIAS_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
