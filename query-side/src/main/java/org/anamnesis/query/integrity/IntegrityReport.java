package org.anamnesis.query.integrity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.ledger.Ledger;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.ledger.Witness;
import org.anamnesis.query.integrity.IntegrityRow.Erased;
import org.anamnesis.query.integrity.IntegrityRow.Mismatch;
import org.anamnesis.query.integrity.IntegrityRow.State;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** whether the history, and the record of who looked, are as they were sealed. */
@Component
class IntegrityReport {

    static final Definition<IntegrityRow> INTEGRITY = Definition.of(
                    ReportId.INTEGRITY, 1, IntegrityRow.class, Readers.OVERSIGHT, "history and ledger")
            .withLooks();

    private final Ledger ledger;
    private final Witness witness;

    IntegrityReport(Ledger ledger, Witness witness) {
        this.ledger = ledger;
        this.witness = witness;
    }

    Stream<IntegrityRow> rows(Inquiry inquiry, Stretch stretch) {
        return inquiry.goOn(Stream.of(Log.values())
                .flatMap(log -> ledger.knownAt(log, end(stretch.to(), inquiry)).stream()
                        .map(last -> row(log, first(log, stretch.from()), last))));
    }

    private static Instant end(@Nullable Instant to, Inquiry inquiry) {
        return to == null || to.isAfter(inquiry.knownAt()) ? inquiry.knownAt() : to.minusNanos(1000);
    }

    private Optional<Checkpoint> first(Log log, @Nullable Instant from) {
        return from == null ? Optional.empty() : ledger.knownAt(log, from.minusNanos(1000));
    }

    private IntegrityRow row(Log log, Optional<Checkpoint> first, Checkpoint last) {
        var size = first.map(Checkpoint::size).orElse(0L);
        var after = first.map(Checkpoint::position).orElse(0L);
        var mismatches = ledger.inspect(log).findings().stream()
                .filter(found -> found.until() > after && found.position() <= last.position())
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
                log == Log.EVENTS ? erased(last) : List.of(),
                "Verify.java, SHA-256 " + Verifier.SHA_256);
    }

    private List<Erased> erased(Checkpoint last) {
        return ledger.erased(last).stream()
                .map(each -> new Erased(each.position(), each.ground()))
                .toList();
    }
}
