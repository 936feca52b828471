package org.anamnesis.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.ledger.Pairs;
import org.anamnesis.verify.Verify.Judge;
import org.anamnesis.verify.Verify.Part;
import org.jspecify.annotations.Nullable;

/**
 * Checks one log where it lies: reads rows and seals from the database, several parts at once, and judges them as {@link
 * Verify} judges a bundle.
 */
public final class DatabaseCheck {

    /** So many entries are read together; they make complete subtrees. */
    private static final int TOGETHER = 1 << 14;

    private final Source connections;
    private final Log log;
    private final int threads;
    private final Judge judge = new Judge();
    private final Verify verify;

    /**
     * @param log events or looks
     */
    public DatabaseCheck(Source connections, String log, int threads, PrintStream out) {
        this.connections = connections;
        this.log = Log.valueOf(log.toUpperCase(Locale.ROOT));
        this.threads = threads;
        this.verify = new Verify(out);
    }

    /** Where connections come from. */
    public interface Source {
        Connection get() throws SQLException;
    }

    /** Answers an exit code as {@link Verify} does. */
    public int run(Connection connection, String key, String witness)
            throws SQLException, IOException, Verify.Unusable {
        var checkpoint = verify.seal(keys(connection), note(connection), key);
        var witnessed = witness.isEmpty() ? 0 : Verify.Checkpoint.read(witness).size();
        try (var readers = Executors.newFixedThreadPool(threads)) {
            var parts = new ArrayList<Future<?>>();
            for (long first = 0; first < checkpoint.size(); first += TOGETHER) {
                var from = first;
                parts.add(readers.submit(() -> {
                    try (var own = connections.get()) {
                        var to = Math.min(from + TOGETHER, checkpoint.size());
                        signatures(own, checkpoint.origin(), from == 0 ? Long.MIN_VALUE : from, to);
                        part(own, from, to, witnessed);
                    }
                    return null;
                }));
            }
            for (var part : parts) {
                part.get();
            }
        } catch (ExecutionException failed) {
            throw new SQLException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
        return verify.conclude(judge, checkpoint, witness, true);
    }

    private String note(Connection connection) throws SQLException, Verify.Unusable {
        try (var ask = connection.prepareStatement(
                "select note from history.ledger_checkpoint where log = ? order by size desc limit 1")) {
            ask.setString(1, log.name());
            try (var row = ask.executeQuery()) {
                if (!row.next()) {
                    throw new Verify.Unusable("nothing of this database is sealed yet");
                }
                return row.getString(1);
            }
        }
    }

    /** The keys, as a bundle has them. */
    private static String keys(Connection connection) throws SQLException {
        var keys = new StringBuilder();
        try (var ask = connection.createStatement();
                var row = ask.executeQuery("""
                        select 'anamnesis/' || clinic || '/keys', public_key, note
                        from history.ledger_key, history.installation order by number""")) {
            while (row.next()) {
                keys.append(
                        keys.isEmpty()
                                ? Verify.written(row.getString(1), row.getBytes(2)) + "\n"
                                : "=\n" + row.getString(3));
            }
        }
        return keys.toString();
    }

    /** Compares the checkpoints of more entries than one number and not more than another with what was signed. */
    private void signatures(Connection connection, String origin, long above, long size) throws SQLException {
        try (var ask = connection.prepareStatement("""
                select size, position, root, signed_at, note from history.ledger_checkpoint
                where log = ? and size > ? and size <= ?""")) {
            ask.setString(1, log.name());
            ask.setLong(2, above);
            ask.setLong(3, size);
            try (var row = ask.executeQuery()) {
                while (row.next()) {
                    var text = Checkpoint.text(
                            origin,
                            row.getLong(1),
                            row.getLong(2),
                            row.getBytes(3),
                            row.getObject(4, OffsetDateTime.class).toInstant());
                    if (!verify.isSealed(text, row.getString(5))) {
                        judge.forged(row.getLong(1), row.getLong(2));
                    }
                }
            }
        }
    }

    /** Reads a part of the log: what was sealed of it, and what is there now. */
    private void part(Connection connection, long from, long to, long witnessed) throws SQLException {
        var subtrees = new Subtrees(from, witnessed);
        Pairs.read(connection, log, from, to, new Pairs.Each<>() {
            @Override
            public void entry(long index, long position, byte[] sealed, byte @Nullable [] row) {
                subtrees.add(
                        sealed, judge.entry(index, position, sealed, row == null ? new byte[0] : row, log.orderAt()));
            }

            @Override
            public void stray(long position, byte[] row) {
                judge.stray(-1, position, new byte[0], row, log.orderAt());
            }
        });
        subtrees.hand(judge);
    }
    /** Complete subtrees, as they come about leaf by leaf. */
    private static final class Subtrees {

        private final List<Part> parts = new ArrayList<>();
        private final long cut;
        private long next;

        /** Subtrees that do not reach beyond where a witness's tree ended. */
        Subtrees(long first, long cut) {
            next = first;
            this.cut = cut;
        }

        void add(byte[] sealed, byte[] now) {
            var part = new Part(next++, 1, sealed, now);
            while (!parts.isEmpty() && isOne(parts.getLast(), part)) {
                var left = parts.removeLast();
                var sealedRoot = Verify.join(left.sealed(), part.sealed());
                part = new Part(
                        left.first(),
                        2 * part.size(),
                        sealedRoot,
                        Arrays.equals(left.sealed(), left.now()) && Arrays.equals(part.sealed(), part.now())
                                ? sealedRoot
                                : Verify.join(left.now(), part.now()));
            }
            parts.add(part);
        }

        private boolean isOne(Part left, Part right) {
            var size = 2 * right.size();
            return left.size() == right.size()
                    && left.first() % size == 0
                    && (cut <= left.first() || left.first() + size <= cut);
        }

        void hand(Judge judge) {
            parts.forEach(judge::part);
        }
    }
}
