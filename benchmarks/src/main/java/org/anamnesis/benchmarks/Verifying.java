package org.anamnesis.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import org.anamnesis.benchmarks.Ratio.Better;
import org.anamnesis.fixtures.PlainReading;
import org.anamnesis.fixtures.SeededHistory;
import org.anamnesis.verify.DatabaseCheck;
import org.anamnesis.verify.Verify;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast a history is compared with its seals. */
@Command(name = "G8", description = "The verification of the ledger beside scanning the history, and hashing it.")
final class Verifying extends Measurement {

    private static final int HASHED = 200_000;
    private static final long LOOK_MILLIS = 200;

    /** So many bytes a leaf has beside payload and metadata. */
    private static final int COLUMNS = 220;

    @Option(
            names = "--events",
            defaultValue = "200000",
            description = "How long the history is (default: ${DEFAULT-VALUE}).")
    private int events;

    @Override
    String headline() {
        return "ledger verification ÷ min(ordered scan, cores × SHA-256)";
    }

    @Override
    void measure(Bench bench, Report report) throws Exception {
        var database = database(bench).migrated();
        SeededHistory.write(database.sql(), events);
        try (var product = bench.standalone(database)) {
            new Gates(database, bench.http(product)).check(report);
            sealed(database);
        }
        var cores = Runtime.getRuntime().availableProcessors();
        var plain = new PlainReading(database.connections());
        var bytes = database.sql()
                .sql("select avg(octet_length(payload) + octet_length(metadata))::int from history.event")
                .query(Integer.class)
                .single();
        Load.settled(() -> verified(database, cores));
        Load.settled(plain::scanned);
        var turns = new Turns()
                .of("verified", () -> verified(database, cores))
                .beside("scan", plain::scanned)
                .beside("hashes", () -> cores * hashes(bytes + COLUMNS))
                .run(rounds());
        report.passed("each verification found everything as it was sealed");
        report.ratio(
                "verification ÷ min(scan, cores × SHA-256)",
                Better.HIGHER,
                0.3,
                0.7,
                turns.againstLeast("verified", "scan", "hashes"));
        report.figure("verified, events/s", turns.measured("verified"));
        report.figure("ordered scan, events/s", turns.measured("scan"));
        report.figure("SHA-256 on all cores, events/s", turns.measured("hashes"));
        report.figure("bytes of an event", bytes);
    }

    /** Waits until all is sealed. */
    static void sealed(Database database) throws InterruptedException {
        var last = database.last();
        while (database.count("history.ledger_checkpoint where log = 'EVENTS' and position >= " + last) == 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Compares all with its seals; answers how many events a second. */
    static double verified(Database database, int threads) throws Exception {
        var said = new ByteArrayOutputStream();
        var count = database.count("history.event");
        var begun = System.nanoTime();
        try (var connection = database.connect()) {
            var found = new DatabaseCheck(database::connect, "events", threads, new PrintStream(said, true, UTF_8))
                    .run(connection, "", "");
            GateFailed.unless(found == Verify.WHOLE, "the ledger is not whole: " + said.toString(UTF_8));
        }
        return count * 1e9 / (System.nanoTime() - begun);
    }

    /** How many leaves of so many bytes one core hashes in a second. */
    private static double hashes(int bytes) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        var leaf = new byte[bytes];
        var begun = System.nanoTime();
        for (int i = 0; i < HASHED; i++) {
            leaf[0] = digest.digest(leaf)[0];
        }
        return HASHED * 1e9 / (System.nanoTime() - begun);
    }
}
