package org.anamnesis.research;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.governance.RuleProfileEvent;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.schema.ShippedRules;
import org.anamnesis.events.store.ReadAhead;
import org.anamnesis.research.Manifest.EventRange;
import org.anamnesis.research.Manifest.Selected;
import org.jspecify.annotations.Nullable;

/** Makes the data set of a study: plays the history, sees to it that nobody can be found in what comes out, and writes it. */
public final class Export {

    private static final int BATCH = 1000;
    private static final Duration SEALING = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 100;

    /** All whose data a data set is made from; with whom a session was to be before it was moved belongs to them. */
    private static final String SUBJECTS = """
            with subjects as (
                select distinct client as subject from cohort
                union select therapist from told semi join cohort using (client, episode) where therapist is not null
                union select told.therapist
                    from told join (from session_kept semi join cohort using (client, episode)) using (session)
                    where told.therapist is not null
                union select loved_one from told semi join cohort using (client) where loved_one is not null)""";

    private final Source source;
    private final StudyKey key;
    private final Watcher watcher;
    private volatile @Nullable Workbench bench;
    private volatile boolean stopped;

    public Export(Source source, StudyKey key, Watcher watcher) {
        this.source = source;
        this.key = key;
        this.watcher = watcher;
    }

    /**
     * How far the history is played, and up to where those who were erased are left out.
     *
     * @param zone in which days are told that have no place of their own
     * @param before the data set that is made again, if one is
     */
    private record Extent(
            long position,
            long erasuresUpTo,
            Instant knownAt,
            @Nullable String checkpoint,
            ZoneId zone,
            @Nullable Manifest before) {}

    /** What was played. */
    private record Played(long first, long count, Instant last) {}

    /**
     * Makes a new data set in a folder that is not there yet.
     *
     * @param knownAt as of when; none: as of now
     * @param now when it is made
     */
    public Manifest run(Study study, @Nullable Instant knownAt, Instant now, Path out) throws IOException {
        demandRunning(study, now.atZone(source.zone()).toLocalDate());
        return make(study, extent(knownAt), now, out);
    }

    /**
     * Makes a data set once more: the same files, to the byte. If it cannot be, says why, and leaves nothing.
     *
     * @param today a study that is over hands nothing out
     */
    public Manifest again(Manifest before, LocalDate today, Path out) throws IOException {
        var study = before.plan();
        demandRunning(study, today);
        demandSame("star", before.star(), Star.VERSION, "Take the release that made it: " + before.codeVersion() + ".");
        demandKey(before.randomSeedCommitment(), key);
        var extent = new Extent(
                before.events().to(),
                before.erasuresUpTo(),
                before.knownAt(),
                before.ledgerCheckpoint(),
                before.zone(),
                before);
        return make(study, extent, before.createdAt(), out);
    }

    static void demandKey(String commitment, StudyKey key) {
        demandSame("key", commitment, key.commitment(), "Give the key that it was made with.");
    }

    private static void demandSame(String what, Object before, Object now, String wouldPass) {
        if (!before.equals(now)) {
            throw new Refused(
                    Refused.Kind.NOT_REPRODUCIBLE, what, "it was " + before + ", here it is " + now + ".", wouldPass);
        }
    }

    private static void demandRunning(Study study, LocalDate today) {
        if (today.isAfter(study.protocol().ends())) {
            throw new Refused(
                    Refused.Kind.NOT_APPROVED,
                    "ends",
                    "the study ended on " + study.protocol().ends() + ".",
                    "It has to be approved for longer before anything more is handed out.");
        }
    }

    /** Stops it, from another thread: nothing is left of it. */
    public void stop() {
        stopped = true;
        var working = bench;
        if (working != null) {
            working.stop();
        }
    }

    private Extent extent(@Nullable Instant knownAt) {
        var bound = bound();
        if (knownAt != null) {
            demandPast(knownAt);
            return source.sealed(knownAt)
                    .map(seal -> new Extent(seal.position(), bound, knownAt, seal.note(), source.zone(), null))
                    .orElseThrow(() -> new Refused(
                            Refused.Kind.MALFORMED,
                            "knownAt",
                            "nothing was sealed by then, so nobody can say what was known.",
                            "Ask for a later moment, or for none."));
        }
        return sealedUpTo(bound)
                .map(seal -> new Extent(seal.position(), bound, seal.signedAt(), seal.note(), source.zone(), null))
                .orElseGet(() -> new Extent(bound, bound, Instant.EPOCH, null, source.zone(), null));
    }

    /**
     * Up to where all is there. On a replica, a position can have been drawn whose event has not arrived: what lies above
     * the last event cannot be said to have been read.
     */
    private long bound() {
        return Math.min(source.history().bound(), source.history().last());
    }

    /** By the clock that seals are signed by: by none other can be said that nothing more will be signed by a moment. */
    private void demandPast(Instant knownAt) {
        var settled = source.settled();
        if (knownAt.isAfter(settled)) {
            throw new Refused(
                    Refused.Kind.MALFORMED,
                    "knownAt",
                    knownAt + " lies in the future: in the history, it is " + settled + ".",
                    "Ask for a moment that is past, or for none.");
        }
    }

    /** The seal over all that is there now; after some patience the last there is. */
    private Optional<Checkpoint> sealedUpTo(long bound) {
        var until = System.nanoTime() + SEALING.toNanos();
        while (true) {
            var seal = source.sealed(null);
            if (seal.isEmpty()
                    || source.history().between(seal.get().position(), bound, 1).isEmpty()
                    || System.nanoTime() > until) {
                return seal;
            }
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        if (stopped) {
            throw new CancellationException();
        }
    }

    private Manifest make(Study study, Extent extent, Instant now, Path out) throws IOException {
        try (var folder = Folder.at(out);
                var working = new Workbench(folder.scratch())) {
            bench = working;
            if (stopped) {
                throw new CancellationException();
            }
            var verdicts = verdicts(working, study, extent);
            var played = play(working, extent, verdicts);
            watcher.writes();
            var dataEnd = played.last().atZone(extent.zone()).toLocalDate();
            var report = select(working, study, dataEnd, extent, verdicts);
            var files = new DataFiles(working, folder.files(), study.protocol(), report).write();
            var manifest = new Manifest(
                    DataFiles.id(study, key, extent.position(), extent.erasuresUpTo()),
                    study.study(),
                    study.title(),
                    study.purpose(),
                    study.protocol(),
                    now,
                    DataFiles.codeVersion(),
                    Star.VERSION,
                    study.protocol().ruleProfile(),
                    new Selected(
                            report.outcome().clients().cohort(),
                            report.outcome().episodes().cohort()),
                    new EventRange(played.first(), extent.position(), played.count()),
                    extent.erasuresUpTo(),
                    extent.checkpoint(),
                    extent.checkpoint() == null ? played.last() : extent.knownAt(),
                    extent.zone(),
                    dataEnd,
                    report.outcome(),
                    files,
                    key.commitment());
            demandSameFiles(extent.before(), manifest);
            manifest.write(folder.files(), key);
            folder.complete();
            return manifest;
        } catch (IOException unwritable) {
            throw new WorkFailed("The data set cannot be written: " + unwritable.getMessage(), unwritable);
        } finally {
            bench = null;
        }
    }

    private Played play(Workbench working, Extent extent, @Nullable Verdicts verdicts) {
        watcher.expects(source.history().count(extent.position()));
        long read = 0;
        long first = 0;
        long count = 0;
        Recorded<?> last = null;
        try (var playback = new Playback(working, new Pseudonyms(key), extent.zone());
                verdicts;
                var ahead = new ReadAhead(source.history(), 0, extent.position(), "research-reader")) {
            for (var batch = ahead.batch(); !batch.isEmpty(); batch = ahead.batch()) {
                if (stopped) {
                    throw new CancellationException();
                }
                for (var recorded : batch) {
                    if (recorded.clinic().equals(source.clinic())) {
                        playback.play(recorded);
                        if (verdicts != null) {
                            verdicts.note(recorded);
                        }
                        first = count == 0 ? recorded.position() : first;
                        count++;
                        last = recorded;
                    }
                }
                read += batch.size();
                watcher.played(read);
            }
            eachErasure(extent.position(), extent.erasuresUpTo(), playback::play);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        return new Played(first, count, last == null ? Instant.EPOCH : last.recordedAt());
    }

    /** Who judges sessions, if the study wants them judged. */
    private @Nullable Verdicts verdicts(Workbench working, Study study, Extent extent) {
        var profile = study.protocol().ruleProfile();
        if (profile == null) {
            return null;
        }
        var events = new ArrayList<RuleProfileEvent>();
        each("RuleProfile", 0, extent.position(), recorded -> {
            if (recorded.event() instanceof RuleProfileEvent event) {
                events.add(event);
            }
        });
        var own = events.stream().reduce(RuleBook.of(ShippedRules.documents()), RuleBook::after, (one, other) -> other);
        return new Verdicts(working, new Pseudonyms(key), own, Verdicts.document(own, profile));
    }

    /** Whoever was erased since is left out too, whatever was known then. */
    private void eachErasure(long above, long bound, Consumer<Recorded<?>> taking) {
        each("Erasure", above, bound, taking);
    }

    private void each(String kind, long above, long bound, Consumer<Recorded<?>> taking) {
        List<Recorded<?>> batch;
        var position = above;
        do {
            batch = source.history().ofKind(source.clinic(), kind, position, bound, BATCH);
            batch.forEach(taking);
            position = batch.isEmpty() ? position : batch.getLast().position();
        } while (batch.size() == BATCH);
    }

    private static void demandSameFiles(@Nullable Manifest before, Manifest now) {
        if (before != null) {
            demandSame(
                    "events",
                    before.events().count() + " events",
                    now.events().count() + " events",
                    "This is not the history that it was made from.");
            before.files().forEach(file -> {
                if (!now.files().contains(file)) {
                    throw new Refused(
                            Refused.Kind.NOT_REPRODUCIBLE,
                            file.name(),
                            "it would not be what it was.",
                            "It was made by the release " + before.codeVersion() + "; this is " + now.codeVersion()
                                    + ".");
                }
            });
        }
    }

    /** Nobody's part in a data set may quietly shrink, or come back. */
    private void demandNobodyErasedSince(Workbench working, Extent extent) {
        if (extent.before() == null) {
            return;
        }
        var bound = bound();
        var pseudonyms = new Pseudonyms(key);
        try (var gone = new RowTable(working, "erased_since", "subject uuid")) {
            eachErasure(extent.erasuresUpTo(), bound, recorded -> {
                if (recorded.event() instanceof SubjectErased erased) {
                    gone.add(pseudonyms.of(erased.subjectId()));
                }
            });
        }
        var missing = working.number(SUBJECTS + " select count(*) from subjects where subject in (from erased_since)");
        if (missing > 0) {
            throw new Refused(
                    Refused.Kind.NOT_REPRODUCIBLE,
                    "erasure",
                    missing + " of " + working.number(SUBJECTS + " select count(*) from subjects")
                            + " subjects of this data set have been erased since; it cannot be reproduced.",
                    "A new data set without them can be made from the study.");
        }
    }

    private static void judge(Workbench working, @Nullable Verdicts verdicts) {
        if (verdicts == null) {
            Verdicts.none(working);
        } else {
            verdicts.judge();
        }
    }

    private Release.Report select(
            Workbench working, Study study, LocalDate dataEnd, Extent extent, @Nullable Verdicts verdicts) {
        var protocol = study.protocol();
        working.script("macros");
        working.run("set variable profile = '" + protocol.profile() + "'");
        working.run("set variable dropout_days = " + protocol.dropoutAfterDays());
        working.run("set variable data_end = date '" + dataEnd + "'");
        working.script("kept");
        CohortQuery.run(working, protocol.cohort());
        demandNobodyErasedSince(working, extent);
        judge(working, verdicts);
        var report = new Release(working, protocol).decide();
        working.run("set variable cell = "
                + (report.outcome().isEnforced() ? protocol.release().k() : 0));
        working.script("out");
        report.outcome().activities().hideWhatDiffers(working);
        var cells = report.outcome().isEnforced()
                ? new SmallCells(working, protocol.release().k()).suppress()
                : report.outcome().cells();
        working.script("relations");
        return report.written(working, cells);
    }
}
