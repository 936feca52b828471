package org.anamnesis.events.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner can read: all of them or nothing, and on the disk. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes a new file; whoever finds one already there keeps it. */
    public static void make(Path file, byte[] content) throws IOException {
        var draft = draft(file, content);
        try {
            Files.createLink(file, draft); // all of it or nothing, and never over another
        } catch (FileAlreadyExistsException faster) {
            // another process of this installation has just made it
        } finally {
            Files.delete(draft);
        }
    }

    /** Writes a file in the place of one that may be there. */
    public static void replace(Path file, byte[] content) throws IOException {
        Files.move(draft(file, content), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path draft(Path file, byte[] content) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var draft = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly(file, "rw-------"));
        try (var out = Files.newByteChannel(draft, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
            out.write(ByteBuffer.wrap(content));
        }
        return draft;
    }

    /** Makes a folder that only its owner can look into, where there is none. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, ownerOnly(folder, "rwx------"));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
