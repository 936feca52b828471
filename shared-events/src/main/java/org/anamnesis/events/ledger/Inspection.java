package org.anamnesis.events.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.anamnesis.events.governance.DamageKind;
import org.anamnesis.events.ledger.LedgerTable.Leaf;
import org.anamnesis.events.ledger.LedgerTable.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Compares a log with its seals from beginning to end: each row, the tree, and all checkpoints on the way with their
 * signatures. Where something was found stays where it is while the log grows.
 */
public final class Inspection {

    /** So many entries are compared before somebody is asked whether to go on. */
    private static final int AT_ONCE = 4096;

    private final Connection connection;
    private final Log log;
    private final LedgerTable table;
    private final Signatures signatures;
    private final KeyChain keys;
    private final boolean isChainWhole;
    private final ArrayList<Node> nodes = new ArrayList<>();
    private final Runs runs = new Runs();
    private final Runs forged = new Runs();
    private final ArrayDeque<Odd> odd = new ArrayDeque<>();
    private Tree sealed = new Tree(this::complete);
    private Tree now = new Tree((first, size, hash) -> {});
    private boolean isTreeLost;
    private boolean isForged;

    private Inspection(Connection connection, Log log, Signatures signatures) {
        this.connection = connection;
        this.log = log;
        this.table = new LedgerTable(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        this.signatures = signatures;
        this.keys = new KeyChain(table.origin(), table.keys());
        this.isChainWhole = keys.unvouched() == null;
    }

    /**
     * Entries, one after the other, that are not as they were sealed.
     *
     * @param position of the first of them
     * @param until position of the last
     */
    public record Finding(Log log, DamageKind kind, long position, long until, long entries) {}

    /** What came of it: all that was found, if it came to the end. */
    public record Result(long entries, List<Finding> findings) {}

    /** Is asked after every few entries whether to go on, and may take its time. */
    public interface Pace {
        boolean goesOn(long nanos) throws InterruptedException;
    }

    private record Odd(DamageKind kind, long position) {}

    /** Compares everything up to the newest checkpoint. Answers nothing if it was not to go on. */
    public static @Nullable Result of(Connection connection, Log log, Signatures signatures, Pace pace)
            throws SQLException, InterruptedException {
        var inspection = new Inspection(connection, log, signatures);
        var latest = inspection.table.latest(log);
        return latest.isEmpty() ? new Result(0, List.of()) : inspection.upTo(latest.get(), pace);
    }

    private @Nullable Result upTo(Checkpoint latest, Pace pace) throws SQLException, InterruptedException {
        var above = Long.MIN_VALUE;
        var from = 0L;
        if (!isChainWhole) {
            forged.add(DamageKind.LEDGER, 0); // of no checkpoint can be said who had to sign it
        }
        var empty = table.empty(log);
        var unsigned = unsigned(empty);
        empty.forEach(each -> isAsSigned(each, unsigned));
        while (from < latest.size()) {
            var begun = System.nanoTime();
            var checkpoints = table.after(log, from, AT_ONCE);
            if (checkpoints.isEmpty()) {
                runs.add(DamageKind.LEDGER, Math.max(0, above)); // what was sealed next is not there
                break;
            }
            above = parts(from, above, checkpoints);
            from = checkpoints.getLast().size();
            if (!pace.goesOn(System.nanoTime() - begun)) {
                return null;
            }
        }
        tellOdd();
        return new Result(
                latest.size(),
                Stream.of(forged, runs)
                        .flatMap(each -> each.findings.stream())
                        .sorted(Comparator.comparingLong(Finding::position))
                        .toList());
    }

    /** Compares what some checkpoints sealed. Answers up to which position. */
    private long parts(long from, long above, List<Checkpoint> checkpoints) throws SQLException {
        var unsigned = unsigned(checkpoints);
        var end = checkpoints.getLast();
        var leaves = new ArrayDeque<>(table.leaves(log, from, end.size()));
        var until =
                unsigned.contains(end) && !leaves.isEmpty() ? leaves.getLast().position() : end.position();
        var rows = new ArrayDeque<Row>();
        Rows.read(
                connection,
                log,
                above,
                until,
                Integer.MAX_VALUE,
                (position, leaf) -> rows.add(new Row(position, Merkle.leaf(leaf))));
        var first = from;
        for (var checkpoint : checkpoints) {
            int compared = 0;
            for (; !leaves.isEmpty() && leaves.getFirst().index() < checkpoint.size(); compared++) {
                var leaf = leaves.removeFirst();
                insertedUpTo(leaf.position() - 1, rows);
                compare(leaf, rows);
            }
            if (!unsigned.contains(checkpoint)) {
                insertedUpTo(checkpoint.position(), rows);
            }
            judge(checkpoint, isAsSigned(checkpoint, unsigned), compared == checkpoint.size() - first);
            first = checkpoint.size();
        }
        insertedUpTo(until, rows);
        return until;
    }

    /** Rows up to a position that no entry is for. */
    private void insertedUpTo(long position, ArrayDeque<Row> rows) {
        while (!rows.isEmpty() && rows.getFirst().position() <= position) {
            odd.add(new Odd(DamageKind.INSERTED, rows.removeFirst().position()));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Row(long position, byte[] hash) {}

    private void compare(Leaf leaf, ArrayDeque<Row> rows) {
        sealed.add(leaf.hash());
        var there = rows.stream()
                .takeWhile(row -> row.position() == leaf.position())
                .toList();
        var its = there.stream()
                .filter(row -> Arrays.equals(row.hash(), leaf.hash()))
                .findFirst()
                .orElse(there.isEmpty() ? null : there.getFirst());
        now.add(its == null ? leaf.hash() : its.hash());
        if (its == null) {
            odd.add(new Odd(DamageKind.MISSING, leaf.position()));
        } else {
            rows.remove(its);
            if (!Arrays.equals(its.hash(), leaf.hash())) {
                odd.add(new Odd(DamageKind.CHANGED, leaf.position()));
            }
        }
    }

    private Set<Checkpoint> unsigned(List<Checkpoint> checkpoints) {
        var unsigned = Collections.<Checkpoint>newSetFromMap(new IdentityHashMap<>());
        if (isChainWhole) {
            unsigned.addAll(signatures.forged(keys, checkpoints));
        }
        return unsigned;
    }

    /** Takes down a checkpoint that is not; several one after the other are one finding. */
    private boolean isAsSigned(Checkpoint checkpoint, Set<Checkpoint> unsigned) {
        var wasForged = isForged;
        isForged = unsigned.contains(checkpoint);
        if (isForged) {
            forged.add(DamageKind.LEDGER, checkpoint.position(), wasForged);
        }
        return !isForged;
    }

    /**
     * Says whether rows or seals were tampered with, by the root that a checkpoint has. If that is not what was signed,
     * the next one says it.
     */
    private void judge(Checkpoint checkpoint, boolean isAsSigned, boolean isComplete) {
        var isNow = isAsSigned && !isTreeLost && Arrays.equals(now.root(), checkpoint.root());
        var isSealed = isAsSigned && !isTreeLost && Arrays.equals(sealed.root(), checkpoint.root());
        if (isNow && !isSealed) {
            odd.removeIf(each -> each.kind() == DamageKind.CHANGED && runs.add(DamageKind.LEDGER, each.position()));
        } else if (!isTreeLost && ((isAsSigned && !isSealed) || !isComplete)) {
            runs.add(DamageKind.LEDGER, checkpoint.position());
            isTreeLost = true; // all later ones differ too, and say nothing new
        }
        if (!isAsSigned && !isTreeLost) {
            return;
        }
        tellOdd();
        if (!isTreeLost) {
            nodes.removeIf(node -> !table.isStored(log, node) && runs.add(DamageKind.LEDGER, checkpoint.position()));
            nodes.clear();
        }
        now = isTreeLost ? now : Tree.copy(isNow ? now : sealed, (first, size, hash) -> {});
        sealed = isTreeLost ? sealed : Tree.copy(now, this::complete);
    }

    private void tellOdd() {
        odd.forEach(each -> runs.add(each.kind(), each.position()));
        odd.clear();
    }

    private void complete(long first, long size, byte[] hash) {
        LedgerTable.stored(first, size, hash).ifPresent(nodes::add);
    }

    /** Findings, of which those that follow each other are one. */
    private final class Runs {

        private static final int MOST = 100;

        private final List<Finding> findings = new ArrayList<>();

        boolean add(DamageKind kind, long position) {
            return add(kind, position, false);
        }

        boolean add(DamageKind kind, long position, boolean goesOn) {
            var last = findings.isEmpty() ? null : findings.getLast();
            if (last != null && last.kind() == kind && (goesOn || isNext(last, position))) {
                findings.removeLast();
                findings.add(new Finding(log, kind, last.position(), position, last.entries() + 1));
            } else {
                findings.add(new Finding(log, kind, position, position, 1));
            }
            return true;
        }

        /** Where there are very many, they are told as one from there on. */
        private boolean isNext(Finding last, long position) {
            return position == last.until() + 1 || findings.size() > MOST;
        }
    }
}
