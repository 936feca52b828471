package org.anamnesis.command.governance.integrity;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.anamnesis.command.governance.integrity.IntegrityCommand.ReportDamage;
import org.anamnesis.command.governance.integrity.IntegrityCommand.ReportRollback;
import org.anamnesis.command.governance.integrity.IntegrityCommand.ReportWhole;
import org.anamnesis.command.governance.integrity.IntegrityCommand.RotateLedgerKey;
import org.anamnesis.events.governance.IntegrityEvent;
import org.anamnesis.events.governance.IntegrityEvent.HistoryFoundDamaged;
import org.anamnesis.events.governance.IntegrityEvent.HistoryFoundWhole;
import org.anamnesis.events.governance.IntegrityEvent.HistoryRolledBack;
import org.anamnesis.events.governance.IntegrityEvent.LedgerKeyRotated;
import org.anamnesis.events.governance.IntegrityId;
import org.anamnesis.events.ledger.KeyRotation;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Something that was found out about the history, or done to its seals. Each is a story of its own, and told at once. */
@Aggregate
class Integrity {

    @AggregateIdentifier
    private @Nullable IntegrityId id;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(ReportDamage ask) {
        apply(new HistoryFoundDamaged(
                ask.integrityId(), ask.log(), ask.kind(), ask.position(), ask.until(), ask.entries()));
    }

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(ReportWhole ask) {
        apply(new HistoryFoundWhole(ask.integrityId(), ask.log(), ask.entries()));
    }

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(ReportRollback ask) {
        apply(new HistoryRolledBack(
                ask.integrityId(), ask.log(), ask.witnessedEntries(), ask.witnessedAt(), ask.entries()));
    }

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(RotateLedgerKey ask, KeyRotation rotation) {
        var rotated = rotation.rotate();
        apply(new LedgerKeyRotated(ask.integrityId(), rotated.number(), rotated.key()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(IntegrityEvent event) {
        id = event.integrityId();
    }
}
