package org.anamnesis.events.ledger;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.anamnesis.events.store.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps checkpoints where the database cannot reach them, and only such as go on from those that it has kept: whoever puts
 * an older copy of the database, or another one, in its place is found out.
 */
public final class Witness implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    private final WitnessFolder folder;
    private final LedgerTable table;
    private final Map<Log, Checkpoint> last = new EnumMap<>(Log.class);
    private final List<Loss> losses = new ArrayList<>();
    private final Map<Log, String> objections = new EnumMap<>(Log.class);
    private final ScheduledExecutorService look = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("witness").factory());

    Witness(WitnessFolder folder, JdbcClient sql) {
        this.folder = folder;
        this.table = new LedgerTable(sql);
    }

    /**
     * What was witnessed, and is gone with a database that was accepted all the same.
     *
     * @param found how much there is instead
     */
    public record Loss(Checkpoint witnessed, long found) {}

    /**
     * Compares the database with what was witnessed last, and goes on from there.
     *
     * @param acceptsLoss whether an operator knows that an older copy was restored
     */
    Witness begin(boolean acceptsLoss, InstantSource clock) {
        for (var log : Log.values()) {
            folder.newest(log).ifPresent(witnessed -> last.put(log, witnessed));
        }
        for (var witnessed : List.copyOf(last.values())) {
            objection(witnessed).ifPresent(objection -> refuse(witnessed, objection, acceptsLoss));
        }
        if (!losses.isEmpty()) {
            folder.setAside(clock.instant());
            last.clear();
        }
        var unused = look.scheduleWithFixedDelay(this::look, 0, 1, SECONDS);
        return this;
    }

    private void refuse(Checkpoint witnessed, String objection, boolean acceptsLoss) {
        if (!acceptsLoss) {
            throw new CannotStart(
                    "This database is not what it was: " + objection + " (" + folder + "). If somebody put an"
                            + " older copy in its place by mistake, put the right one back. If a backup was restored on purpose,"
                            + " start once with --anamnesis.ledger.accept-restored-copy=true: the loss is then put on record.");
        }
        var found = table.latest(witnessed.log()).map(Checkpoint::size).orElse(0L);
        losses.add(new Loss(witnessed, found));
        LOG.warn("A copy is accepted that is not what was witnessed: {}.", objection);
    }

    /** Why the database's tree is not the witnessed one, continued; nothing if it is. */
    private Optional<String> objection(Checkpoint witnessed) {
        var log = witnessed.log();
        var latest = table.latest(log).map(Checkpoint::size).orElse(0L);
        if (latest < witnessed.size()) {
            return Optional.of("its ledger of " + log.written() + " ends with entry " + latest + ", and "
                    + witnessed.size() + " were witnessed on " + witnessed.signedAt());
        }
        try {
            return Arrays.equals(Merkle.root(0, witnessed.size(), table.subtrees(log)), witnessed.root())
                    ? Optional.empty()
                    : Optional.of("the first " + witnessed.size() + " entries of its ledger of " + log.written()
                            + " are not those that were witnessed on " + witnessed.signedAt());
        } catch (LedgerDamaged damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        }
    }

    /** What was accepted at this start although it was lost. */
    public List<Loss> losses() {
        return List.copyOf(losses);
    }

    /** What was last witnessed of a log. */
    synchronized Optional<Checkpoint> last(Log log) {
        return Optional.ofNullable(last.get(log));
    }

    /** The file that holds this checkpoint, or a later one that goes on from it; none if nobody could witness either. */
    public synchronized Optional<String> keeps(Checkpoint checkpoint) {
        var log = checkpoint.log();
        if (last(log).filter(kept -> kept.size() >= checkpoint.size()).isEmpty()) {
            look(log);
        }
        return objections.containsKey(log)
                ? Optional.empty()
                : last(log).filter(kept -> kept.size() >= checkpoint.size()).map(WitnessFolder::name);
    }

    /** Why the ledgers are not witnessed any more; nothing if they are. */
    public synchronized Map<Log, String> objections() {
        return Map.copyOf(objections);
    }

    private void look() {
        for (var log : Log.values()) {
            try {
                look(log);
            } catch (DataAccessException | UncheckedIOException away) {
                LOG.debug("nothing is witnessed just now: {}", away.getClass().getName());
            } catch (RuntimeException failure) {
                LOG.error("Nothing is witnessed: {}", failure.getClass().getName());
            }
        }
    }

    /** Takes down a newer checkpoint, if there is one and nothing speaks against it. */
    synchronized void look(Log log) {
        var latest = table.latest(log);
        var before = last.get(log);
        if (latest.isEmpty()
                || (before != null && before.note().equals(latest.get().note()))) {
            return;
        }
        var objection = before == null ? Optional.<String>empty() : objection(before);
        if (objection.isEmpty()) {
            objection = fault(latest.get());
        }
        if (objection.isPresent()) {
            var unheard = !objection.get().equals(objections.put(log, objection.get()));
            if (unheard) {
                LOG.error("The ledger of {} is not witnessed any more: {}.", log.written(), objection.get());
            }
            return;
        }
        objections.remove(log);
        folder.keep(latest.get());
        last.put(log, latest.get());
    }

    /** What is wrong with a checkpoint by itself. */
    private Optional<String> fault(Checkpoint checkpoint) {
        var log = checkpoint.log();
        var keys = new KeyChain(table.origin(), table.keys());
        var first = keys.first().written(keys.origin().keys());
        if (folder.key().isEmpty()) {
            folder.keep(first);
        }
        if (!folder.key().orElseThrow().equals(first)) {
            return Optional.of("its ledger is signed with another key than the one that was witnessed");
        }
        if (keys.unvouched() != null) {
            return Optional.of("nobody vouches for key " + keys.unvouched() + " of its ledger");
        }
        if (!keys.signed(checkpoint)
                || !Arrays.equals(Merkle.root(0, checkpoint.size(), table.subtrees(log)), checkpoint.root())) {
            return Optional.of("the checkpoint of " + checkpoint.size() + " " + log.written()
                    + " is not one that was signed for that tree");
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        look.shutdownNow();
    }
}
