package org.anamnesis.events.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.store.CannotStart;

/**
 * A file of who was erased when, which lies outside the database: a restored copy of the database learns from it whom it
 * has to forget. Lines are only ever added, and on the disk before the erasure is committed. It holds random ids and
 * times, nothing else.
 */
final class ErasureList {

    private static final String ERASED = "erased";
    private static final String KEPT = "kept";

    private final Path file;

    ErasureList(Path file) {
        this.file = file;
    }

    /** Who was erased, and when. */
    Map<UUID, Instant> read() {
        var erased = new LinkedHashMap<UUID, Instant>();
        var number = 0;
        for (var line : whole().split("\n", -1)) {
            number++;
            try {
                take(line, erased);
            } catch (DateTimeException | IllegalArgumentException damaged) {
                throw new CannotStart("The list of erasures " + file.toAbsolutePath() + " is damaged in line " + number
                        + ". Restore it from your newest backup; without it a restored database may show people who were"
                        + " erased.");
            }
        }
        return erased;
    }

    private static void take(String line, Map<UUID, Instant> erased) {
        if (line.isEmpty()) {
            return;
        }
        var words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("three words are expected");
        }
        var subject = UUID.fromString(words[2]);
        switch (words[1]) {
            case ERASED -> erased.put(subject, Instant.parse(words[0]));
            case KEPT -> erased.remove(subject);
            default -> throw new IllegalArgumentException("erased or kept is expected");
        }
    }

    /** All but a last line that was not written to its end: what it would have said never happened. */
    private String whole() {
        try {
            if (!Files.exists(file)) {
                return "";
            }
            var text = Files.readString(file, UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1);
        } catch (IOException unreadable) {
            throw new CannotStart("The list of erasures " + file.toAbsolutePath()
                    + " cannot be read. Let this process read and write it.");
        }
    }

    /** Somebody is about to be erased. */
    void add(UUID subject, Instant at) {
        append(at + " " + ERASED + " " + subject);
    }

    /** Somebody was not erased after all. */
    void takeBack(UUID subject, Instant at) {
        append(at + " " + KEPT + " " + subject);
    }

    private synchronized void append(String line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = out.lock()) { // processes may share the folder
                if (!lock.isValid()) {
                    throw new IOException("the list is locked by another process");
                }
                out.truncate(whole().getBytes(UTF_8).length);
                out.position(out.size());
                out.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
                out.force(true);
            }
        } catch (IOException full) {
            throw new UncheckedIOException("the list of erasures cannot be written", full);
        }
    }
}
