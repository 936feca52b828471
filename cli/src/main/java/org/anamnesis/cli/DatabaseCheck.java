package org.anamnesis.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anamnesis.verify.Verify;
import org.anamnesis.verify.Verify.Judge;
import org.anamnesis.verify.Verify.Part;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Checks one log where it lies: reads rows and seals from the database, several parts at once, and judges them as {@link
 * Verify} judges a bundle.
 */
public final class DatabaseCheck {

    /** So many entries are read together; they make complete subtrees. */
    private static final int TOGETHER = 1 << 14;

    private static final int HASH = 32;
    private static final int BUFFER = 1 << 16;

    /** Signature and flags of PostgreSQL's binary copy. */
    private static final int COPY_HEAD = 15;

    private final Source connections;
    private final String log;
    private final int threads;
    private final String table;
    private final String order;
    private final int orderColumn;
    private final Judge judge = new Judge();

    public DatabaseCheck(Source connections, String log, int threads) {
        this.connections = connections;
        this.log = log;
        this.threads = threads;
        var isEvents = log.equals("EVENTS");
        table = isEvents ? "history.event" : "history.access_record";
        order = isEvents ? "position" : "id";
        orderColumn = isEvents ? 2 : 0;
    }

    /** Where connections come from. */
    public interface Source {
        Connection get() throws SQLException;
    }

    /** An entry as it was sealed. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Leaf(long index, long position, byte[] hash) {}

    /** Answers an exit code as {@link Verify} does. */
    public int run(Connection connection, PrintStream out, String key, String witness)
            throws SQLException, IOException, Verify.Unusable {
        var verify = new Verify(out);
        var checkpoint = verify.seal(keys(connection), note(connection), key);
        var witnessed = witness.isEmpty() ? 0 : Long.parseLong(witness.split("\n", -1)[1]);
        try (var readers = Executors.newFixedThreadPool(threads)) {
            var parts = new ArrayList<Future<?>>();
            for (long first = 0; first < checkpoint.size(); first += TOGETHER) {
                var from = first;
                parts.add(readers.submit(() -> {
                    try (var own = connections.get()) {
                        part(own, from, Math.min(from + TOGETHER, checkpoint.size()), witnessed);
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
            ask.setString(1, log);
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

    /** Reads a part of the log: what was sealed of it, and what is there now. */
    private void part(Connection connection, long from, long to, long witnessed) throws SQLException, IOException {
        var leaves = leaves(connection, Math.max(0, from - 1), to);
        var above = from == 0 || leaves.isEmpty()
                ? Long.MIN_VALUE
                : leaves.getFirst().position();
        var subtrees = new Subtrees(from, witnessed);
        var last = leaves.isEmpty() ? Long.MIN_VALUE : leaves.getLast().position();
        try (var rows = new Rows(connection, above, last)) {
            rows.next();
            for (var leaf : from == 0 ? leaves : leaves.subList(1, leaves.size())) {
                while (rows.isThere && rows.position < leaf.position()) {
                    judge.stray(-1, rows.position, new byte[0], rows.leaf, rows.positionAt);
                    rows.next();
                }
                subtrees.add(leaf.hash(), judge(leaf, rows));
            }
            while (rows.isThere) {
                judge.stray(-1, rows.position, new byte[0], rows.leaf, rows.positionAt);
                rows.next();
            }
        }
        subtrees.hand(judge);
    }

    /** Compares an entry with its row: if there are several at its position, with the one that was sealed. */
    private byte[] judge(Leaf leaf, Rows rows) throws IOException {
        var there = new ArrayList<byte[]>();
        while (rows.isThere && rows.position == leaf.position()) {
            there.add(rows.leaf);
            rows.next();
        }
        var its = there.isEmpty() ? new byte[0] : there.getFirst();
        for (var each : there.size() > 1 ? there : List.<byte[]>of()) {
            its = Arrays.equals(Verify.leafHash(each), leaf.hash()) ? each : its;
        }
        for (var each : there) {
            if (!Arrays.equals(each, its)) {
                judge.stray(-1, leaf.position(), new byte[0], each, rows.positionAt);
            }
        }
        return judge.entry(leaf.index(), leaf.position(), leaf.hash(), its, rows.positionAt);
    }

    private List<Leaf> leaves(Connection connection, long from, long to) throws SQLException {
        var leaves = new ArrayList<Leaf>();
        try (var ask = connection.prepareStatement("""
                select first, positions, hashes from history.ledger_checkpoint
                where log = ? and size > ? and first < ? order by size""")) {
            ask.setString(1, log);
            ask.setLong(2, from);
            ask.setLong(3, to);
            try (var row = ask.executeQuery()) {
                while (row.next()) {
                    var first = row.getLong(1);
                    var positions = (Long[]) row.getArray(2).getArray();
                    var hashes = row.getBytes(3);
                    for (int i = (int) Math.max(0, from - first); i < positions.length && first + i < to; i++) {
                        leaves.add(new Leaf(
                                first + i, positions[i], Arrays.copyOfRange(hashes, i * HASH, (i + 1) * HASH)));
                    }
                }
            }
        }
        return leaves;
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

    /** The rows of a part, one after the other, as PostgreSQL copies them out. */
    private final class Rows implements AutoCloseable {

        private final DataInputStream in;
        private boolean isThere;
        private long position;
        private byte[] leaf = {};
        private int positionAt;

        Rows(Connection connection, long above, long last) throws SQLException, IOException {
            in = new DataInputStream(new BufferedInputStream(
                    new PGCopyInputStream(
                            connection.unwrap(PGConnection.class),
                            "copy (select * from %1$s where %2$s > %3$d and %2$s <= %4$d order by %2$s) to stdout (format binary)"
                                    .formatted(table, order, above, last)),
                    BUFFER));
            in.skipNBytes(COPY_HEAD);
            in.skipNBytes(in.readInt());
        }

        void next() throws IOException {
            int columns = in.readShort();
            isThere = columns >= 0;
            var bytes = new ByteArrayOutputStream(4096);
            var data = new DataOutputStream(bytes);
            int end = 0;
            for (int i = 0; i < columns; i++) {
                int length = in.readInt();
                data.writeInt(length);
                positionAt = i == orderColumn ? bytes.size() : positionAt;
                if (length >= 0) {
                    data.write(in.readNBytes(length));
                    end = bytes.size();
                }
            }
            leaf = Arrays.copyOf(bytes.toByteArray(), end);
            position = isThere ? ByteBuffer.wrap(leaf).getLong(positionAt) : 0;
        }

        @Override
        public void close() throws IOException {
            in.readAllBytes();
            in.close();
        }
    }
}
