package org.anamnesis.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.anamnesis.events.store.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server whose application was killed: it goes on running over the data folder, with nobody to serve. */
final class Orphan {

    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
    private static final long PATIENCE_SECONDS = 30;

    private Orphan() {}

    /** Stops the server over a data folder that was started from these binaries, if there is one. Its transactions in flight are rolled back. */
    static void stop(Path data, Path binaries) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        long pid;
        try {
            pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        } catch (NoSuchFileException | NoSuchElementException | NumberFormatException none) {
            Files.deleteIfExists(pidFile);
            return;
        }
        var server = ProcessHandle.of(pid).filter(process -> runsFrom(binaries, process));
        if (server.isPresent()) {
            LOG.info("stopping the PostgreSQL server that an earlier process left behind");
            interrupt(pid);
            try {
                server.get()
                        .onExit()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException late) {
                throw new CannotStart("The PostgreSQL server with process id " + pid + " over " + data.toAbsolutePath()
                        + " does not stop. Stop it, then start again.");
            }
        }
        Files.deleteIfExists(pidFile);
    }

    /** The process id in the file may by now be somebody else's. */
    private static boolean runsFrom(Path binaries, ProcessHandle process) {
        return process.info()
                .command()
                .map(command ->
                        Path.of(command).startsWith(binaries.toAbsolutePath().normalize()))
                .orElse(false);
    }

    /** A fast shutdown: SIGINT, which the server takes as "end all sessions and stop". */
    private static void interrupt(long pid) throws IOException {
        new ProcessBuilder("kill", "-INT", String.valueOf(pid)).inheritIO().start();
    }
}
