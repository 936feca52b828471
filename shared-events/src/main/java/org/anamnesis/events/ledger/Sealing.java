package org.anamnesis.events.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import org.anamnesis.events.ledger.LedgerTable.Leaf;
import org.anamnesis.events.ledger.LedgerTable.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Seals one log, for as long as it holds its connection: whatever goes wrong, it has to begin anew. */
final class Sealing {

    private static final int BATCH = 4096;

    private final Connection connection;
    private final Log log;
    private final LedgerKeyFile keys;
    private final JdbcClient sql;
    private final LedgerTable table;
    private final String origin;
    private final Tree tree;
    private final ArrayList<Node> nodes = new ArrayList<>();
    private @Nullable Checkpoint last;
    private long settled;

    /** Goes on where whoever sealed before has come to. */
    Sealing(Connection connection, Log log, LedgerKeyFile keys) {
        this.connection = connection;
        this.log = log;
        this.keys = keys;
        this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.table = new LedgerTable(sql);
        this.origin = table.origin().of(log);
        this.last = table.latest(log).orElse(null);
        this.tree = Tree.of(last == null ? 0 : last.size(), table.subtrees(log), this::complete);
        if (last != null && !Arrays.equals(tree.root(), last.root())) {
            throw new LedgerDamaged(
                    "the ledger of " + log.written() + " does not lead to its last root; it is not continued");
        }
    }

    private void complete(long first, long size, byte[] hash) {
        LedgerTable.stored(first, size, hash).ifPresent(nodes::add);
    }

    /** Seals what there is. Answers whether there was anything. */
    boolean seal() throws SQLException {
        if (last != null && log.fence().drawn(sql) == settled) {
            return false;
        }
        var isFirst = last == null;
        var bound = log.fence().bound(sql);
        int batch = batch(bound);
        int sealed = batch;
        while (batch == BATCH) {
            batch = batch(bound);
            sealed += batch;
        }
        settled = bound;
        return isFirst || sealed > 0;
    }

    private int batch(long bound) throws SQLException {
        connection.setAutoCommit(false);
        var leaves = new ArrayList<Leaf>();
        table.alone(log);
        var above = last == null ? Long.MIN_VALUE : last.position();
        Rows.read(connection, log, above, bound, BATCH, (position, row) -> {
            leaves.add(new Leaf(tree.size(), position, Merkle.leaf(row)));
            tree.add(leaves.getLast().hash());
        });
        if (!leaves.isEmpty() || last == null) {
            var signer = signer().orElseThrow(() -> new LedgerDamaged("the ledger's key file here is an old one"));
            var position = leaves.isEmpty() ? 0 : leaves.getLast().position();
            var now = table.now(log);
            var text = Checkpoint.text(origin, tree.size(), position, tree.root(), now);
            var note = signer.sign(origin, text).toString();
            last = new Checkpoint(log, tree.size(), position, tree.root(), note, now);
            table.add(last, leaves, nodes);
            nodes.clear();
        }
        connection.commit();
        connection.setAutoCommit(true);
        return leaves.size();
    }

    private Optional<Signer> signer() {
        var known = table.keys();
        keys.forget(
                known.subList(0, known.size() - 1).stream().map(KnownKey::key).toList());
        return keys.signer(known.getLast().key());
    }
}
