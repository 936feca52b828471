package org.anamnesis.research;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.anamnesis.fixtures.SeededPractice;
import org.anamnesis.fixtures.TestPostgres;
import tools.jackson.databind.node.ObjectNode;

/** A practice of 300 clients over two years, written once, and studies of it. */
public final class Practice {

    static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final UUID STUDY = UUID.fromString("6f0c2f0e-2a53-4a8e-9a44-7c5e5c2f1a01");
    private static final StudyKey KEY = StudyKey.of(Base64.getEncoder()
            .encodeToString("a key of a study that tests make ".substring(0, 32).getBytes(US_ASCII)));

    private static final TestPostgres DATABASE = TestPostgres.migrated();
    private static final SeededPractice.Summary SUMMARY = SeededPractice.write(DATABASE.connections(), 1, 300, 24);

    private static final List<String> MADE = new ArrayList<>();

    private Practice() {}

    static TestPostgres database() {
        return DATABASE;
    }

    static SeededPractice.Summary summary() {
        return SUMMARY;
    }

    static StudyKey key() {
        return KEY;
    }

    /** A study file's content, with some of it as a test wants it. */
    static Study study(String profile, String... more) {
        return Study.of(written(profile, more));
    }

    static ObjectNode written(String profile, String... more) {
        var study = (ObjectNode) Study.JSON.readTree("""
                {"study": "%s", "title": "Time in treatment", "purpose": "Who stays, and for how long",
                 "approvals": [{"body": "Review board", "reference": "2026-17", "date": "2026-01-10"}],
                 "cohort": {}, "profile": "%s", "ends": "2027-12-31", "recipient": "Department of Psychology",
                 "determination": "Dr. Statistician, 2026-02", "agreement": "DUA 7",
                 "ruleProfile": "us-ca-otp@1"}""".formatted(STUDY, profile));
        for (var field : more) {
            study.setAll((ObjectNode) Study.JSON.readTree("{" + field + "}"));
        }
        return study;
    }

    static Source source() {
        return source(DATABASE);
    }

    static Source source(TestPostgres from) {
        return Source.at(from.url(), "postgres", "postgres", null, NEW_YORK);
    }

    /** Makes a data set of the practice. */
    static Manifest export(Study study, Path out) throws IOException {
        return export(DATABASE, study, out);
    }

    static Manifest export(TestPostgres from, Study study, Path out) throws IOException {
        try (var source = source(from)) {
            return new Export(source, KEY, Watcher.none()).run(study, null, NOW, out);
        }
    }

    /** A data set of each profile that all tests may look at, in all formats. */
    public static Path dataSet(String profile) throws IOException {
        var folder = Path.of("target", "data-sets", profile);
        synchronized (Practice.class) {
            if (!MADE.contains(profile)) {
                Folder.delete(folder);
                Files.createDirectories(folder.getParent());
                var unused = export(study(profile), folder);
                MADE.add(profile);
            }
        }
        return folder;
    }
}
