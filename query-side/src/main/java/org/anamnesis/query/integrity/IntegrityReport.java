package org.anamnesis.query.integrity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.anamnesis.events.governance.DamageKind;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.ledger.Inspection.Finding;
import org.anamnesis.events.ledger.Ledger;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.ledger.Witness;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.query.integrity.IntegrityRow.Erased;
import org.anamnesis.query.integrity.IntegrityRow.Mismatch;
import org.anamnesis.query.integrity.IntegrityRow.State;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * whether the history, and the record of who looked, are as they were sealed. All clinics' entries are in one tree
 * and are compared; of other clinics' it says no more than where one is not as it was. One comparison is made at a time.
 */
@Component
class IntegrityReport {

    static final Definition<IntegrityRow> INTEGRITY = Definition.of(
                    ReportId.INTEGRITY, 1, IntegrityRow.class, Readers.OVERSIGHT, "history and ledger")
            .withLooks();

    private final Ledger ledger;
    private final Witness witness;
    private final Semaphore turn = new Semaphore(1);

    IntegrityReport(Ledger ledger, Witness witness) {
        this.ledger = ledger;
        this.witness = witness;
    }

    Stream<IntegrityRow> rows(Inquiry inquiry, Stretch stretch) {
        if (!turn.tryAcquire()) {
            throw new Problem(
                    ProblemType.NOT_NOW,
                    "All is being compared with its seals for somebody else; one waits for another.");
        }
        try {
            return inquiry.goOn(Stream.of(Log.values())
                    .flatMap(log -> ledger.knownAt(log, end(stretch.to(), inquiry)).stream()
                            .map(last -> row(log, first(log, stretch.from()), last, inquiry)))
                    .toList()
                    .stream());
        } finally {
            turn.release();
        }
    }

    private static Instant end(@Nullable Instant to, Inquiry inquiry) {
        return to == null || to.isAfter(inquiry.knownAt()) ? inquiry.knownAt() : to.minusNanos(1000);
    }

    private Optional<Checkpoint> first(Log log, @Nullable Instant from) {
        return from == null ? Optional.empty() : ledger.knownAt(log, from.minusNanos(1000));
    }

    private IntegrityRow row(Log log, Optional<Checkpoint> first, Checkpoint last, Inquiry inquiry) {
        var size = first.map(Checkpoint::size).orElse(0L);
        var after = first.map(Checkpoint::position).orElse(0L);
        var mismatches = ledger.inspect(log).findings().stream()
                .filter(found -> concerns(found, after, last))
                .map(found -> new Mismatch(found.kind(), found.position(), found.until(), found.entries()))
                .toList();
        return new IntegrityRow(
                log,
                mismatches.isEmpty() ? State.INTACT : State.DAMAGED,
                Math.max(0, last.size() - size),
                after,
                last.position(),
                ledger.signed(log, size, last.size()),
                last.signedAt(),
                witness.keeps(last).orElse(null),
                mismatches,
                log == Log.EVENTS ? erased(last, inquiry) : List.of(),
                "Verify.java, SHA-256 " + Verifier.SHA_256);
    }

    /** What is wrong with the seals of earlier entries is so with those that go on from them. */
    private static boolean concerns(Finding found, long after, Checkpoint last) {
        return found.position() <= last.position() && (found.until() > after || found.kind() == DamageKind.LEDGER);
    }

    private List<Erased> erased(Checkpoint last, Inquiry inquiry) {
        return ledger.erased(last, inquiry.look().clinic()).stream()
                .map(each -> new Erased(each.position(), each.ground()))
                .toList();
    }
}
