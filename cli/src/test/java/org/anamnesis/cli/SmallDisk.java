package org.anamnesis.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.sql.DriverManager;

/** The command line on a machine whose system writes no file longer than {@code -Droom} says, as if the disk was full. */
final class SmallDisk {

    private static final int LONGEST_FILE = 1; // RLIMIT_FSIZE

    private SmallDisk() {}

    @SuppressWarnings("restricted") // which is what it is for
    public static void main(String... arguments) throws Throwable {
        // their libraries are unpacked first: they are longer
        DriverManager.getConnection("jdbc:duckdb:").close();
        DriverManager.getConnection("jdbc:sqlite::memory:").close();
        try (var arena = Arena.ofConfined()) {
            var linker = Linker.nativeLinker();
            var limit = linker.downcallHandle(
                    linker.defaultLookup().find("setrlimit").orElseThrow(),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
            var room = Long.getLong("room");
            if ((int) limit.invokeExact(LONGEST_FILE, arena.allocateFrom(JAVA_LONG, room, room)) != 0) {
                throw new IllegalStateException("no limit can be set");
            }
        }
        Anamnesis.main(arguments);
    }
}
