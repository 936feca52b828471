package org.anamnesis.research;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.anamnesis.events.store.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * Where a data set is written. All of it lies in a folder of its own beside, for its owner alone, until it is whole; then
 * that takes its place. So the place holds a whole data set or none, whatever is interrupted, and the next run clears away
 * what one that was killed has left.
 */
final class Folder implements AutoCloseable {

    private final Path place;
    private final Path draft;
    private final FileChannel channel;
    private final FileLock lock;
    private final Path lockFile;

    private Folder(Path place, Path draft, Path lockFile, FileChannel channel, FileLock lock) {
        this.place = place;
        this.draft = draft;
        this.lockFile = lockFile;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes a place that has nothing in it yet. */
    static Folder at(Path place) throws IOException {
        var whole = place.toAbsolutePath().normalize();
        if (Files.exists(whole) && !isEmpty(whole)) {
            throw new Refused(
                    Refused.Kind.NO_PLACE,
                    "out",
                    whole + " has something in it.",
                    "Name a folder that is not there yet.");
        }
        var parent = whole.getParent();
        if (parent == null) {
            throw new Refused(Refused.Kind.NO_PLACE, "out", whole + " is no folder.", "Name another.");
        }
        Files.createDirectories(parent);
        var lockFile = parent.resolve("." + whole.getFileName() + ".lock");
        var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = tryLock(channel);
            if (lock == null) {
                throw new Refused(
                        Refused.Kind.NO_PLACE, "out", "another export is writing to " + whole + ".", "Wait for it.");
            }
            var draft = parent.resolve("." + whole.getFileName() + ".draft");
            delete(draft);
            WholeFile.makeFolder(draft);
            return new Folder(whole, draft, lockFile, channel, lock);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** For what is thrown away. */
    Path scratch() throws IOException {
        var scratch = draft.resolve("scratch");
        return Files.exists(scratch) ? scratch : Files.createDirectory(scratch);
    }

    /** For what is handed out. */
    Path files() throws IOException {
        var files = draft.resolve("files");
        return Files.exists(files) ? files : Files.createDirectory(files);
    }

    /** All of it is there, and on the disk: it takes its place. */
    void complete() throws IOException {
        try (var written = Files.list(files())) {
            for (var file : written.toList()) {
                try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    out.force(true);
                }
            }
        }
        Files.move(files(), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        delete(draft);
        Files.deleteIfExists(lockFile);
        lock.release();
        channel.close();
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
