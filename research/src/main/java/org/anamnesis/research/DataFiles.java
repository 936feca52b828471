package org.anamnesis.research;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.anamnesis.events.research.StudyProtocol;
import org.anamnesis.research.Manifest.DataFile;
import org.jspecify.annotations.Nullable;

/** Writes a data set's files: the tables in the formats that the study asks for, what they mean, and what was done to them. */
final class DataFiles {

    private final Workbench bench;
    private final Path folder;
    private final StudyProtocol protocol;
    private final Release.Report report;
    private final List<DataFile> files = new ArrayList<>();
    private @Nullable Ocel ocel;

    DataFiles(Workbench bench, Path folder, StudyProtocol protocol, Release.Report report) {
        this.bench = bench;
        this.folder = folder;
        this.protocol = protocol;
        this.report = report;
    }

    /** Answers what was written, by name. */
    List<DataFile> write() throws IOException {
        for (var format : protocol.formats()) {
            switch (format) {
                case PARQUET ->
                    tables(
                            "parquet",
                            "format parquet, compression zstd, kv_metadata {privacy: "
                                    + Workbench.text(Privacy.json(report.outcome())) + "}");
                case CSV -> tables("csv", "format csv, header true");
                case OCEL_JSON -> {
                    new OcelJson(ocel()).write(folder.resolve("ocel.json"), report.outcome());
                    note("ocel.json", events(), "OCEL 2.0");
                }
                case OCEL_SQLITE -> {
                    new OcelSqlite(ocel()).write(folder.resolve("ocel.sqlite"), report.outcome());
                    note("ocel.sqlite", events(), "OCEL 2.0");
                }
            }
        }
        for (var name : Dictionary.write(folder)) {
            note(name, null, Star.VERSION);
        }
        write("privacy.json", Privacy.json(report.outcome()) + "\n", "privacy metadata");
        write("release-report.json", Manifest.json(report), "release report");
        write("release-report.md", ReleasePage.of(report), "release report");
        files.sort(Comparator.comparing(DataFile::name));
        return List.copyOf(files);
    }

    private Ocel ocel() {
        if (ocel == null) {
            ocel = new Ocel(bench, report.outcome().activities());
        }
        return ocel;
    }

    private long events() {
        return bench.number("select count(*) from event");
    }

    private void tables(String ending, String settings) throws IOException {
        for (var table : Star.TABLES) {
            var name = table.name() + "." + ending;
            bench.run("copy (select " + table.columnNames() + " from " + table.name() + ") to "
                    + Workbench.text(folder.resolve(name).toString()) + " (" + settings + ")");
            note(name, bench.number("select count(*) from " + table.name()), Star.VERSION + "/" + table.name());
        }
    }

    private void write(String name, String content, String schema) throws IOException {
        Files.writeString(folder.resolve(name), content, UTF_8);
        note(name, null, schema);
    }

    private void note(String name, @Nullable Long rows, String schema) throws IOException {
        var file = folder.resolve(name);
        files.add(new DataFile(name, rows, Files.size(file), sha256(file), schema));
    }

    static String sha256(Path file) throws IOException {
        var hash = sha256();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
            Files.copy(file, out);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same for the same study, key and part of the history. */
    static String id(Study study, StudyKey key, long position, long erasuresUpTo) {
        var half = ByteBuffer.wrap(key.hash(
                "data set", (Study.JSON.writeValueAsString(study) + position + " " + erasuresUpTo).getBytes(UTF_8)));
        return new UUID(half.getLong(), half.getLong()).toString();
    }

    /** The release that this code is part of. */
    static String codeVersion() {
        return Objects.requireNonNullElse(DataFiles.class.getPackage().getImplementationVersion(), "unpacked");
    }
}
