package org.anamnesis.command.governance.integrity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.governance.DamageKind;
import org.anamnesis.events.governance.IntegrityId;
import org.anamnesis.events.governance.SealedLog;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask about the history's seals. */
sealed interface IntegrityCommand extends Command {

    IntegrityId integrityId();

    @Override
    default IntegrityId aggregate() {
        return integrityId();
    }

    @Override
    default @Nullable Regarding regarding() {
        return null;
    }

    @Override
    default Set<Role> permitted() {
        return By.THE_PRACTICE_ITSELF;
    }

    /** Something was found that is not as it was sealed. */
    record ReportDamage(
            @TargetAggregateIdentifier IntegrityId integrityId,
            SealedLog log,
            DamageKind kind,
            long position,
            long until,
            long entries)
            implements IntegrityCommand {}

    /** Everything was found as it was sealed, after it had not been. */
    record ReportWhole(@TargetAggregateIdentifier IntegrityId integrityId, SealedLog log, long entries)
            implements IntegrityCommand {}

    /** A copy was put to use that is not what was witnessed. */
    record ReportRollback(
            @TargetAggregateIdentifier IntegrityId integrityId,
            SealedLog log,
            long witnessedEntries,
            Instant witnessedAt,
            long entries)
            implements IntegrityCommand {}

    /** Checkpoints are to be signed with a new key from now on. */
    record RotateLedgerKey(
            @MadeIfAbsent @TargetAggregateIdentifier IntegrityId integrityId) implements IntegrityCommand {

        @Override
        public Set<Role> permitted() {
            return EnumSet.of(Role.OPERATOR);
        }
    }
}
