package org.anamnesis.events.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.store.WholeFile;

/**
 * Where checkpoints are kept out of the database's reach: the last of each day and log, in a file each, and the first key
 * that they were signed with.
 */
final class WitnessFolder {

    private static final String SUFFIX = ".checkpoint";
    private static final String KEY = "key";

    private final Path folder;

    WitnessFolder(Path folder) {
        this.folder = folder;
    }

    /** The newest checkpoint of a log that is kept here. */
    Optional<Checkpoint> newest(Log log) {
        try {
            if (!Files.isDirectory(folder)) {
                return Optional.empty();
            }
            try (var files = Files.list(folder)) {
                return files.filter(file ->
                                file.getFileName().toString().matches(log.written() + "-\\d+-\\d\\d-\\d\\d\\" + SUFFIX))
                        .max(Comparator.comparing(Path::toString))
                        .map(file -> read(log, file));
            }
        } catch (IOException unreadable) {
            throw unreadable(folder);
        }
    }

    private static Checkpoint read(Log log, Path file) {
        try {
            return Checkpoint.read(log, Files.readString(file, UTF_8));
        } catch (IOException | IllegalArgumentException damaged) {
            throw unreadable(file);
        }
    }

    private static CannotStart unreadable(Path file) {
        return new CannotStart("What was witnessed in " + file.toAbsolutePath()
                + " is damaged or cannot be read. Restore it from your backup; without it nobody would notice that the"
                + " database has lost history.");
    }

    /** Keeps a checkpoint in the place of earlier ones of its day. */
    void keep(Checkpoint checkpoint) {
        write(name(checkpoint), checkpoint.note());
    }

    /** The file for the checkpoints of its day. */
    static String name(Checkpoint checkpoint) {
        return checkpoint.log().written() + "-" + LocalDate.ofInstant(checkpoint.signedAt(), ZoneOffset.UTC) + SUFFIX;
    }

    /** The key that the first checkpoint was signed with, as it is written. */
    Optional<String> key() {
        try {
            return Files.exists(folder.resolve(KEY))
                    ? Optional.of(Files.readString(folder.resolve(KEY), UTF_8).strip())
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw unreadable(folder.resolve(KEY));
        }
    }

    void keep(String key) {
        write(KEY, key + "\n");
    }

    private void write(String name, String content) {
        try {
            WholeFile.replace(folder.resolve(name), content.getBytes(UTF_8));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Begins anew, and leaves what was witnessed so far beside it. */
    void setAside(Instant now) {
        var aside = folder.resolveSibling(
                folder.getFileName() + "-until-" + now.toString().replace(':', '-'));
        try {
            Files.move(folder, aside);
        } catch (IOException impossible) {
            throw new CannotStart("What was witnessed in " + folder.toAbsolutePath()
                    + " cannot be set aside. Let this process rename that folder.");
        }
    }

    @Override
    public String toString() {
        return folder.toAbsolutePath().toString();
    }
}
