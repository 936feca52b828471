package org.anamnesis.events.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger answers: how far is sealed, what was known when, and the proofs of both. */
public final class Ledger {

    private static final long PAUSE_MILLIS = 20;

    private final DataSource questions;
    private final JdbcClient sql;
    private final LedgerTable table;
    private final Signatures signatures;

    public Ledger(DataSource questions, Signatures signatures) {
        this.questions = questions;
        this.signatures = signatures;
        this.sql = JdbcClient.create(questions);
        this.table = new LedgerTable(sql);
    }

    /** The newest checkpoint; none before the ledger has begun. */
    public Optional<Checkpoint> latest(Log log) {
        return table.latest(log);
    }

    /** The checkpoint of a tree of this size, if one was signed. */
    public Optional<Checkpoint> ofSize(Log log, long size) {
        return table.ofSize(log, size);
    }

    /**
     * What was known at a time that is not in the future: the last checkpoint signed by then. The answer never changes,
     * for whoever is about to sign one is waited for. None before the first.
     */
    public Optional<Checkpoint> knownAt(Log log, Instant at) {
        table.settled(log);
        return table.signedBy(log, at);
    }

    /**
     * Waits until all that will ever stand at a position or below it is sealed, and answers the newest checkpoint.
     *
     * @throws Problem if nobody seals it in that time
     */
    public Checkpoint awaitNext(Log log, long position, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var latest = table.latest(log);
            if (latest.isPresent() && covers(latest.get(), position)) {
                return latest.get();
            }
            if (System.nanoTime() > until) {
                throw new Problem(
                        ProblemType.NOT_NOW,
                        "What was asked for is not sealed yet. If this lasts, an operator has to see that a command node"
                                + " runs with the ledger's key file, and what its health says about the ledger.");
            }
            pause();
        }
    }

    /** How many checkpoints were signed of trees larger than one size and not larger than another. */
    public long signed(Log log, long above, long size) {
        return table.signed(log, above, size);
    }

    /** Compares a log with its seals from beginning to end; it takes as long as reading and hashing all of it. */
    public Inspection.Result inspect(Log log) {
        try (var connection = questions.getConnection()) {
            return Objects.requireNonNull(
                    Inspection.of(connection, log, signatures, nanos -> true), "it was to come to the end");
        } catch (SQLException broken) {
            throw new DataAccessResourceFailureException("the history could not be compared with its seals", broken);
        } catch (InterruptedException stop) {
            throw stopping();
        }
    }

    /** How far a log is complete and will not change: what there is up to there can be waited for. */
    public long bound(Log log) {
        return log.fence().bound(sql);
    }

    private boolean covers(Checkpoint checkpoint, long position) {
        var log = checkpoint.log();
        return checkpoint.position() >= position
                || (log.fence().bound(sql) >= position && !table.hasRows(log, checkpoint.position(), position));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            throw stopping();
        }
    }

    private static Problem stopping() {
        Thread.currentThread().interrupt();
        return new Problem(ProblemType.NOT_NOW, "The server is stopping.");
    }

    /**
     * Proves that a row is a leaf of a sealed tree.
     *
     * @throws Problem if that tree does not hold it
     */
    public InclusionProof inclusion(Log log, long position, Checkpoint at) {
        var leaf = table.at(log, position)
                .filter(found -> found.index() < at.size())
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "That checkpoint does not seal this."));
        return new InclusionProof(
                at,
                leaf.index(),
                position,
                leaf.hash(),
                Merkle.inclusion(leaf.index(), at.size(), table.subtrees(log)));
    }

    /** Proves that the tree of one size is that of a smaller one, continued; both have to be sealed. */
    public List<byte[]> consistency(Log log, long from, long to) {
        return Merkle.consistency(from, to, table.subtrees(log));
    }

    /**
     * A key that checkpoints were or are signed with.
     *
     * @param key as C2SP writes it, in the name in which keys vouch for each other
     * @param note by which the key before it vouches for it; none for the first
     */
    public record Key(int number, String key, @Nullable String note, Instant since) {}

    /** The keys, the oldest first. */
    public List<Key> keys() {
        var name = table.origin().keys();
        return table.keys().stream()
                .map(known -> new Key(known.number(), known.key().written(name), known.note(), known.since()))
                .toList();
    }

    /**
     * Everything of a clinic from one position to another, to be checked without the database; of all others hashes.
     *
     * @param witnessed the size of a checkpoint that somebody outside has kept; 0 if none is to be compared
     */
    public Bundle bundle(Checkpoint at, long witnessed, UUID clinic, long from, long to) {
        return Bundle.ofRange(questions, table, at, witnessed, clinic, shredded(at, clinic), from, to);
    }

    /** Everything about one client of a clinic, to be checked without the database. */
    public Bundle bundle(Checkpoint at, long witnessed, UUID clinic, UUID client) {
        var log = at.log();
        var positions = sql.sql("select distinct " + log.order() + " from " + log.table()
                        + " where client = ? and clinic = ? and " + log.order() + " <= ? order by " + log.order())
                .params(client, clinic, at.position())
                .query(Long.class)
                .list();
        return Bundle.of(questions, table, at, witnessed, clinic, shredded(at, clinic), positions);
    }

    /** Who of a clinic was erased by the events that a checkpoint seals, so that nobody reads their texts any more. */
    public List<Shredded.Erased> erased(Checkpoint at, UUID clinic) {
        return new Shredded(sql, clinic, at.position()).all();
    }

    private @Nullable Shredded shredded(Checkpoint at, UUID clinic) {
        return at.log() == Log.EVENTS ? new Shredded(sql, clinic, at.position()) : null;
    }
}
