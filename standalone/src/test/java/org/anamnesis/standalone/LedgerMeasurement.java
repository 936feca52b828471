package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.anamnesis.cli.DatabaseCheck;
import org.anamnesis.events.ledger.Ledger;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.verify.Verify;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What sealing costs those who write, how soon it is done, and how fast all is compared with its seals beside how fast it
 * can be read or hashed at all, in turns. It asserts that nothing is found where nothing was done, and no rate.
 */
@Tag("measurement")
class LedgerMeasurement {

    private static final int EVENTS = Integer.getInteger("ledger.events", 100_000);
    private static final int PAIRS = Integer.getInteger("ledger.pairs", 9);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("ledger.seconds", 5));
    private static final int CALLERS = 8;
    private static final int FETCHED_AT_ONCE = 5000;

    @Test
    void writing_with_the_ledger_beside_writing_without() throws Exception {
        try (var with = RunningApplication.start();
                var without = RunningApplication.startUnsealed()) {
            var ratios = new ArrayList<Double>();
            write(with);
            write(without);
            for (int pair = 0; pair < PAIRS; pair++) {
                var sealed = write(with);
                var unsealed = write(without);
                ratios.add(sealed / unsealed);
                System.out.printf(
                        "pair %d: %,.0f and %,.0f commands/s, %.3f%n", pair, sealed, unsealed, sealed / unsealed);
            }
            var owner = JdbcClient.create(with.bean(Schemas.class).owner());
            with.bean(Ledger.class).awaitNext(Log.EVENTS, last(owner), Duration.ofSeconds(20));
            System.out.printf(
                    "with the ledger %.3f of without it (median of %d pairs); sealed within: %s; %d cores%n",
                    median(ratios),
                    PAIRS,
                    owner.sql("""
                                    select format('p50 %s ms, p99 %s ms, longest %s ms', (p)[1], (p)[2], (p)[3]) from (
                                        select percentile_disc(array[0.5, 0.99, 1]) within group (order by
                                            round(1000 * extract(epoch from signed_at - recorded_at))) p
                                        from history.event e, lateral (select signed_at from history.ledger_checkpoint
                                            where log = 'EVENTS' and position >= e.position order by position limit 1) c)
                                    figures""").query(String.class).single(),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /** Many callers at once, for a while. Answers how many commands a second were accepted. */
    private static double write(RunningApplication application) {
        var done = new LongAdder();
        var begun = System.nanoTime();
        var until = begun + LENGTH.toNanos();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    while (System.nanoTime() < until) {
                        application
                                .http()
                                .post(RECORDS_OFFICER, "/api/v1/places", """
                                        {"name": "Attic", "kind": "ROOM", "zone": "Europe/Berlin", "jurisdiction": "DE-BE"}""")
                                .expect(201);
                        done.increment();
                    }
                });
            }
        }
        return done.sum() * 1e9 / (System.nanoTime() - begun);
    }

    @Test
    void comparing_all_with_its_seals_beside_reading_and_hashing_it() throws Exception {
        try (var application = RunningApplication.start()) {
            var owner = JdbcClient.create(application.bean(Schemas.class).owner());
            SeededHistory.write(owner, EVENTS);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(30))
                    .until(() -> application
                                    .bean(Ledger.class)
                                    .latest(Log.EVENTS)
                                    .orElseThrow()
                                    .position()
                            >= last(owner));
            var scans = new ArrayList<Double>();
            var checks = new ArrayList<Double>();
            for (int round = 0; round <= 3; round++) { // the first to warm up
                var scan = rate(owner, () -> scan(application));
                var check = rate(owner, () -> check(application));
                System.out.printf(
                        "round %d: ordered scan %,.0f events/s, verified %,.0f events/s%n", round, scan, check);
                if (round > 0) {
                    scans.add(scan);
                    checks.add(check);
                }
            }
            var bytes = owner.sql("select avg(octet_length(payload) + octet_length(metadata) + 220) from history.event")
                    .query(Double.class)
                    .single();
            var cores = Runtime.getRuntime().availableProcessors();
            var hashes = cores * hashes((int) (double) bytes);
            System.out.printf(
                    "%,d events of about %,.0f bytes: verified %,.0f/s, ordered scan %,.0f/s, SHA-256 on %d cores %,.0f/s:"
                            + " %.2f of the slower%n",
                    EVENTS,
                    bytes,
                    median(checks),
                    median(scans),
                    cores,
                    hashes,
                    median(checks) / Math.min(median(scans), hashes));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double rate(JdbcClient owner, Work work) throws Exception {
        var events = owner.sql("select count(*) from history.event")
                .query(Long.class)
                .single();
        var begun = System.nanoTime();
        work.run();
        return events * 1e9 / (System.nanoTime() - begun);
    }

    private static void scan(RunningApplication application) throws SQLException {
        try (var connection = application.bean(Schemas.class).owner().getConnection();
                var sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.setFetchSize(FETCHED_AT_ONCE);
            try (var row = sql.executeQuery("select * from history.event order by position")) {
                var columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    for (int i = 1; i <= columns; i++) {
                        var unused = row.getObject(i);
                    }
                }
            }
        }
    }

    private static void check(RunningApplication application) throws Exception {
        var login = application.bean(DataSourceProperties.class);
        DatabaseCheck.Source connections = () ->
                DriverManager.getConnection(login.determineUrl(), login.determineUsername(), login.determinePassword());
        var said = new ByteArrayOutputStream();
        try (var connection = connections.get()) {
            assertThat(new DatabaseCheck(
                                    connections, "EVENTS", Runtime.getRuntime().availableProcessors())
                            .run(connection, new PrintStream(said, true, UTF_8), "", ""))
                    .as(said.toString(UTF_8))
                    .isEqualTo(Verify.WHOLE);
        }
    }

    /** How many leaves of so many bytes one core hashes in a second. */
    private static double hashes(int bytes) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        var leaf = new byte[bytes];
        long begun = 0;
        int many = 200_000;
        for (int i = -many; i < many; i++) {
            begun = i == 0 ? System.nanoTime() : begun;
            leaf[0] = digest.digest(leaf)[0];
        }
        return many * 1e9 / (System.nanoTime() - begun);
    }

    private static long last(JdbcClient owner) {
        return owner.sql("select coalesce(max(position), 0) from history.event")
                .query(Long.class)
                .single();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
