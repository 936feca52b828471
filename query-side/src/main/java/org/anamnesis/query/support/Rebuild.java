package org.anamnesis.query.support;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.ReadAhead;
import org.anamnesis.query.support.RebuildJob.State;
import org.jspecify.annotations.Nullable;

/**
 * Makes a view again from the history, beside the one that serves, and puts it in that one's place: the same fold over
 * the same events.
 */
final class Rebuild<K, R extends Record> {

    private static final int BATCH = 5000;
    private static final int FEW = 500;
    private static final int ATTEMPTS = 30;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long TELL_NANOS = Duration.ofMillis(250).toNanos();
    private static final Set<String> BUSY = Set.of("55P03", "40P01");

    private final UUID job;
    private final String view;
    private final Fold<K, R> fold;
    private final FreshTable<K, R> fresh;
    private final SegmentClaims claims;
    private final History history;
    private final History rest;
    private final RebuildTable jobs;
    private final OwnerConnection owner;
    private final Progress progress;
    private Reached reached = new Reached(0, 0);
    private long told;

    /** How far the fresh table has come: the position of the last event, and how many there were. */
    private record Reached(long position, long done) {

        Reached after(List<Recorded<?>> batch) {
            return new Reached(batch.getLast().position(), done + batch.size());
        }
    }

    Rebuild(
            UUID job,
            String view,
            Fold<K, R> fold,
            FreshTable<K, R> fresh,
            SegmentClaims claims,
            History history,
            RebuildTable jobs,
            OwnerConnection owner,
            EventSerializer json,
            Progress progress) {
        this.job = job;
        this.view = view;
        this.fold = fold;
        this.fresh = fresh;
        this.claims = claims;
        this.history = history;
        this.jobs = jobs;
        this.owner = owner;
        this.rest = new History(owner.sql(), json);
        this.progress = progress;
    }

    /** Does it. Ends with the job done, or throws and leaves the view as it was. */
    void run() throws InterruptedException {
        fresh.create();
        scan();
        fresh.finish();
        for (int attempt = 1; !swapped(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("the table is never free");
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    /** Folds all that is there, and reads ahead meanwhile. */
    private void scan() throws InterruptedException {
        var bound = history.bound();
        jobs.expect(job, history.count(bound));
        try (var ahead = new ReadAhead(history, 0, bound, "rebuild-reader-" + view)) {
            for (var batch = ahead.batch(); !batch.isEmpty(); batch = ahead.batch()) {
                fresh.foldIn(batch, fold);
                reached = reached.after(batch);
                if (System.nanoTime() - told > TELL_NANOS) {
                    tell(State.RUNNING);
                }
            }
        }
    }

    private void tell(State state) {
        told = System.nanoTime();
        if (jobs.tell(job, state, reached.done())) {
            throw new CancellationException();
        }
    }

    /** Tries to change places. Answers whether it came to pass; if not, all is as it was. */
    private boolean swapped() throws InterruptedException {
        long before;
        do {
            tell(State.SWAPPING);
            before = reached.done();
            reached = foldRest(history);
        } while (reached.done() - before > FEW);
        var here = claims.putDown();
        try {
            claims.takeOver();
            var end = owner.transactions().execute(status -> swap());
            end.ifPresent(now -> here.forEach(segment -> progress.reached(view, segment, now.position())));
            return end.isPresent();
        } catch (RuntimeException failed) {
            if (!BUSY.contains(sqlState(failed))) {
                throw failed;
            }
            return false;
        } finally {
            claims.giveBack();
            claims.takeUp(here);
        }
    }

    /** Folds what has come since, up to the fence. */
    private Reached foldRest(History history) {
        fresh.forget(); // what an attempt that failed has held
        var now = reached;
        var bound = history.bound();
        for (var batch = history.between(now.position(), bound, BATCH);
                !batch.isEmpty();
                batch = history.between(now.position(), bound, BATCH)) {
            fresh.foldIn(batch, fold);
            now = now.after(batch);
        }
        fresh.flush();
        return now;
    }

    /** Changes places, in one transaction. Answers how far the view has come; nothing if somebody else has a segment. */
    private Optional<Reached> swap() {
        if (!claims.hold()) {
            return Optional.empty();
        }
        var end = foldRest(rest);
        if (!new RebuildTable(owner.sql()).done(job, end.done(), fresh.isEmpty())) {
            throw new CancellationException();
        }
        fresh.replaceLive();
        new ParkedTable(owner.sql()).clear(view); // all of it is folded now
        claims.moveTo(end.position());
        return Optional.of(end);
    }

    /** The database's word for what went wrong, if it was the database. */
    static @Nullable String sqlState(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database && database.getSQLState() != null) {
                return database.getSQLState();
            }
        }
        return null;
    }
}
