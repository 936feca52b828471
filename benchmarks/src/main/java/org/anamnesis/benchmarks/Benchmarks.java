package org.anamnesis.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks: one command for each goal, and one that compares two runs. */
@Command(
        name = "benchmarks",
        description = "Measures how fast Anamnesis is, beside what the machine can do at all.",
        mixinStandardHelpOptions = true,
        subcommands = {
            GatewayBooking.class,
            HttpBooking.class,
            Streams.class,
            Rebuilding.class,
            Projecting.class,
            Lagging.class,
            Paging.class,
            Verifying.class,
            Exporting.class,
            Starting.class,
            Growing.class,
            Compare.class
        })
final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Carries out a command line; answers the exit code. */
    static int run(String... args) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        return new CommandLine(new Benchmarks()).execute(args);
    }
}
