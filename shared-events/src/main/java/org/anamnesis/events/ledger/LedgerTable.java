package org.anamnesis.events.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger as it lies in the database: only ever added to. */
final class LedgerTable {

    /** How many leaves, or subtrees, a stored subtree joins. */
    private static final int WIDTH = 256;

    private static final int WIDTH_BITS = 8;

    private static final String CHECKPOINT =
            "select log, size, position, root, note, signed_at from history.ledger_checkpoint where log = ? ";

    private final JdbcClient sql;

    LedgerTable(JdbcClient sql) {
        this.sql = sql;
    }

    /** A row as it was sealed. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Leaf(long index, long position, byte[] hash) {}

    /** A subtree that is complete. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Node(int level, long index, byte[] hash) {}

    Origin origin() {
        return Origin.of(sql);
    }

    Optional<Checkpoint> latest(Log log) {
        return one(log, "order by size desc limit 1");
    }

    Optional<Checkpoint> ofSize(Log log, long size) {
        return one(log, "and size = ?", size);
    }

    /** The last one signed at a time or before. */
    Optional<Checkpoint> signedBy(Log log, Instant at) {
        return one(log, "and signed_at <= ? order by signed_at desc limit 1", at.atOffset(ZoneOffset.UTC));
    }

    /** Those that seal nothing: there is one, from the ledger's beginning. */
    List<Checkpoint> empty(Log log) {
        return sql.sql(CHECKPOINT + "and size <= 0 order by size")
                .param(log.name())
                .query((row, i) -> checkpoint(row))
                .list();
    }

    /** The next checkpoints after one of a size that seal something, up to so many entries beyond it. */
    List<Checkpoint> after(Log log, long size, long entries) {
        return sql.sql(CHECKPOINT + """
                        and size > ? and first < ? order by size limit ?""")
                .params(log.name(), size, size + entries, entries)
                .query((row, i) -> checkpoint(row))
                .list();
    }

    /** How many checkpoints there are of trees larger than one size and not larger than another. */
    long signed(Log log, long above, long size) {
        return sql.sql("select count(*) from history.ledger_checkpoint where log = ? and size > ? and size <= ?")
                .params(log.name(), above, size)
                .query(Long.class)
                .single();
    }

    /** Whether a subtree is stored as it is. */
    boolean isStored(Log log, Node node) {
        return sql.sql("""
                        select exists (select from history.ledger_node
                            where log = ? and level = ? and index = ? and hash = ?)""")
                .params(log.name(), node.level(), node.index(), node.hash())
                .query(Boolean.class)
                .single();
    }

    private Optional<Checkpoint> one(Log log, String which, Object... values) {
        var all = new ArrayList<Object>(List.of(log.name()));
        all.addAll(Arrays.asList(values));
        return sql.sql(CHECKPOINT + which)
                .params(all)
                .query((row, i) -> checkpoint(row))
                .optional();
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        return new Checkpoint(
                Log.valueOf(row.getString("log")),
                row.getLong("size"),
                row.getLong("position"),
                row.getBytes("root"),
                row.getString("note"),
                row.getObject("signed_at", OffsetDateTime.class).toInstant());
    }

    /** The leaves from an index on and below another one, as they were sealed. */
    List<Leaf> leaves(Log log, long from, long to) {
        var leaves = new ArrayList<Leaf>((int) (to - from));
        sql.sql("""
                        select first, positions, hashes from history.ledger_checkpoint
                        where log = :log and size > :from and size <= coalesce((select min(size)
                            from history.ledger_checkpoint where log = :log and size >= :to), 9223372036854775807)
                        order by size""")
                .param("log", log.name())
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    var first = row.getLong("first");
                    var positions = (Long[]) row.getArray("positions").getArray();
                    var hashes = row.getBytes("hashes");
                    for (int i = (int) Math.max(0, from - first); i < positions.length && first + i < to; i++) {
                        leaves.add(new Leaf(
                                first + i,
                                positions[i],
                                Arrays.copyOfRange(hashes, i * Merkle.HASH, (i + 1) * Merkle.HASH)));
                    }
                });
        return leaves;
    }

    /** For how many seconds the oldest row that is not sealed has been there; 0 if there is none. */
    double unsealedSeconds(Log log) {
        return sql.sql("""
                        select coalesce(max(seconds), 0) from (
                            select greatest(0, extract(epoch from clock_timestamp() - %s)) seconds from %s
                            where %s > coalesce((select max(position) from history.ledger_checkpoint where log = ?), 0)
                            order by %s limit 1) oldest""".formatted(log.time(), log.table(), log.order(), log.order()))
                .param(log.name())
                .query(Double.class)
                .single();
    }

    /**
     * What changes when somebody tampers with the tables of history and ledger as one does: how many rows were ever
     * changed and removed, in which files they lie, and whether the triggers are on.
     */
    String traces() {
        return sql.sql("""
                        select string_agg(concat_ws(' ', t.relname, t.n_tup_upd, t.n_tup_del, pg_relation_filenode(t.relid),
                            (select string_agg(tgname::text || tgenabled::text, ' ' order by tgname) from pg_trigger g
                             where g.tgrelid = t.relid)), ', ' order by t.relname)
                        from pg_stat_all_tables t
                        where t.schemaname = 'history' and t.relname in
                            ('event', 'access_record', 'ledger_key', 'ledger_checkpoint', 'ledger_node')""").query(String.class).single();
    }

    /** How many rows there are that should be sealed. */
    long count(Log log, long position) {
        return sql.sql("select count(*) from " + log.table() + " where " + log.order() + " <= ?")
                .param(position)
                .query(Long.class)
                .single();
    }

    /** The leaf that a row at a position is, if it is sealed. */
    Optional<Leaf> at(Log log, long position) {
        return sql.sql("""
                        select first + number - 1, substring(hashes from 32 * (number - 1) + 1 for 32)
                        from (select * from history.ledger_checkpoint where log = ? and position >= ?
                              order by position limit 1) covering,
                            lateral (select array_position(positions, ?) as number) found
                        where number is not null""")
                .params(log.name(), position, position)
                .query((row, i) -> new Leaf(row.getLong(1), position, row.getBytes(2)))
                .optional();
    }

    /** The hashes of complete subtrees from what is stored now, as one who asks for neighbours needs them. */
    Merkle.Subtrees subtrees(Log log) {
        return new Windows(log);
    }

    /** Reads the parts of stored subtrees all at once, and keeps those of each level that were asked for last. */
    private final class Windows implements Merkle.Subtrees {

        private final Log log;
        private final Map<Integer, Long> numbers = new HashMap<>();
        private final Map<Integer, List<byte[]>> parts = new HashMap<>();

        Windows(Log log) {
            this.log = log;
        }

        @Override
        public byte[] hash(long first, long size) {
            var level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(size)) / WIDTH_BITS;
            var width = 1L << (level * WIDTH_BITS);
            var window = window(level, first / width / WIDTH);
            var at = (int) (first / width % WIDTH);
            var count = (int) (size / width);
            if (window.size() < at + count) {
                throw new LedgerDamaged(
                        "the ledger of " + log.written() + " lacks what it had sealed from entry " + first + " on");
            }
            return joined(window, at, count);
        }

        private List<byte[]> window(int level, long number) {
            if (!Objects.equals(numbers.put(level, number), number)) {
                var from = number * WIDTH;
                parts.put(
                        level,
                        level == 0
                                ? leaves(log, from, from + WIDTH).stream()
                                        .map(Leaf::hash)
                                        .toList()
                                : nodes(log, level, from, WIDTH));
            }
            return parts.getOrDefault(level, List.of());
        }
    }

    private static byte[] joined(List<byte[]> hashes, int at, int count) {
        return count == 1
                ? hashes.get(at)
                : Merkle.node(joined(hashes, at, count / 2), joined(hashes, at + count / 2, count / 2));
    }

    private List<byte[]> nodes(Log log, int level, long from, long count) {
        return sql.sql("""
                        select hash from history.ledger_node
                        where log = ? and level = ? and index >= ? and index < ? order by index""")
                .params(log.name(), level, from, from + count)
                .query((row, i) -> row.getBytes(1))
                .list();
    }

    /** Whether a subtree is one of those that are stored, and then as what. */
    static Optional<Node> stored(long first, long size, byte[] hash) {
        var bits = Long.SIZE - 1 - Long.numberOfLeadingZeros(size);
        return size >= WIDTH && bits % WIDTH_BITS == 0
                ? Optional.of(new Node(bits / WIDTH_BITS, first / size, hash))
                : Optional.empty();
    }

    /** Adds a checkpoint with what it seals. */
    void add(Checkpoint checkpoint, List<Leaf> leaves, List<Node> nodes) {
        var hashes = new byte[leaves.size() * Merkle.HASH];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i).hash(), 0, hashes, i * Merkle.HASH, Merkle.HASH);
        }
        sql.sql("""
                        insert into history.ledger_checkpoint
                            (log, size, first, position, root, note, signed_at, positions, hashes)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        checkpoint.log().name(),
                        checkpoint.size(),
                        checkpoint.size() - leaves.size(),
                        checkpoint.position(),
                        checkpoint.root(),
                        checkpoint.note(),
                        checkpoint.signedAt().atOffset(ZoneOffset.UTC),
                        leaves.stream().map(Leaf::position).toArray(Long[]::new),
                        hashes)
                .update();
        if (!nodes.isEmpty()) {
            sql.sql("""
                            insert into history.ledger_node (log, level, index, hash)
                            select ?, level, index, hash from unnest(?, ?, ?) node (level, index, hash)""")
                    .params(
                            checkpoint.log().name(),
                            nodes.stream().map(node -> (short) node.level()).toArray(Short[]::new),
                            nodes.stream().map(Node::index).toArray(Long[]::new),
                            nodes.stream().map(Node::hash).toArray(byte[][]::new))
                    .update();
        }
    }

    /** The time, later than that of the last checkpoint; to be asked under {@link #alone}. */
    Instant now(Log log) {
        return sql.sql("""
                        select greatest(clock_timestamp(), (select max(signed_at) + interval '1 microsecond'
                            from history.ledger_checkpoint where log = ?))""")
                .param(log.name())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Until this transaction ends, nobody else adds to a log's ledger or says what was known when. */
    void alone(Log log) {
        sql.sql("select pg_advisory_xact_lock(9, hashtext(?))")
                .param(log.name())
                .query((row, i) -> i)
                .list();
    }

    /** Waits for whoever is about to add a checkpoint and has looked at the clock already. */
    void settled(Log log) {
        sql.sql("select pg_advisory_xact_lock_shared(9, hashtext(?))")
                .param(log.name())
                .query((row, i) -> i)
                .list();
    }

    /** The public keys, oldest first. */
    List<KnownKey> keys() {
        return sql.sql("select number, public_key, note, since from history.ledger_key order by number")
                .query((row, i) -> new KnownKey(
                        row.getInt("number"),
                        new VerifyingKey(row.getBytes("public_key")),
                        row.getString("note"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Adds a key, unless there is one of that number. */
    void add(int number, VerifyingKey key, @Nullable String note) {
        sql.sql("insert into history.ledger_key (number, public_key, note) values (?, ?, ?) on conflict do nothing")
                .params(Arrays.asList(number, key.bytes(), note))
                .update();
    }

    /** Which leaf is the first at a position or above it, among the first ones of a tree. */
    long indexFrom(Log log, long position, long size) {
        var above = sql.sql("""
                        select first + (select count(*) from unnest(positions) sealed where sealed < ?)
                        from history.ledger_checkpoint where log = ? and position >= ? order by position limit 1""")
                .params(position, log.name(), position)
                .query(Long.class)
                .optional()
                .orElse(size);
        return Math.min(above, size);
    }

    /** Whether there is a row that is not sealed yet, above a position and up to a bound. */
    boolean hasRows(Log log, long above, long bound) {
        return sql.sql("select exists (select from " + log.table() + " where " + log.order() + " > ? and " + log.order()
                        + " <= ?)")
                .params(above, bound)
                .query(Boolean.class)
                .single();
    }
}
