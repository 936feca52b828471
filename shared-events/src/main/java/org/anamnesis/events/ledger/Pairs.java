package org.anamnesis.events.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.anamnesis.events.ledger.LedgerTable.Leaf;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Puts entries and the rows that stand at their positions together. Both come in order. */
public final class Pairs<X extends Exception> {

    private final ArrayDeque<Leaf> leaves;
    private final Each<X> each;
    private final List<byte[]> rows = new ArrayList<>();
    private long position;

    Pairs(Collection<Leaf> leaves, Each<X> each) {
        this.leaves = new ArrayDeque<>(leaves);
        this.each = each;
    }

    /** What somebody does with them. */
    public interface Each<X extends Exception> {

        /** An entry and its row: if there are several at its position, the one that was sealed; none if there is none. */
        void entry(long index, long position, byte[] sealed, byte @Nullable [] row) throws X;

        /** A row that no entry is for. */
        void stray(long position, byte[] row) throws X;
    }

    /** Reads the entries of an index on and below another, with all rows above the entry before. */
    public static void read(Connection connection, Log log, long from, long to, Each<RuntimeException> each)
            throws SQLException {
        var table = new LedgerTable(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        var before = from == 0 ? List.<Leaf>of() : table.leaves(log, from - 1, from);
        var leaves = table.leaves(log, from, to);
        if (!leaves.isEmpty()) {
            var pairs = new Pairs<>(leaves, each);
            Rows.read(
                    connection,
                    log,
                    before.isEmpty() ? Long.MIN_VALUE : before.getLast().position(),
                    leaves.getLast().position(),
                    Integer.MAX_VALUE,
                    pairs::row);
            pairs.end();
        }
    }

    /** The next row. */
    void row(long at, byte[] row) throws X {
        if (!rows.isEmpty() && at != position) {
            pair();
        }
        position = at;
        rows.add(row);
    }

    /** There are no more rows. */
    void end() throws X {
        if (!rows.isEmpty()) {
            pair();
        }
        while (!leaves.isEmpty()) {
            take(leaves.removeFirst(), null);
        }
    }

    private void pair() throws X {
        while (!leaves.isEmpty() && leaves.getFirst().position() < position) {
            take(leaves.removeFirst(), null);
        }
        if (!leaves.isEmpty() && leaves.getFirst().position() == position) {
            var leaf = leaves.removeFirst();
            take(leaf, rows.remove(its(leaf)));
        }
        for (var row : rows) {
            each.stray(position, row);
        }
        rows.clear();
    }

    private int its(Leaf leaf) {
        for (int i = 1; i < rows.size(); i++) {
            if (Arrays.equals(Merkle.leaf(rows.get(i)), leaf.hash())) {
                return i;
            }
        }
        return 0;
    }

    private void take(Leaf leaf, byte @Nullable [] row) throws X {
        each.entry(leaf.index(), leaf.position(), leaf.hash(), row);
    }
}
