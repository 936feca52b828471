package org.anamnesis.events.governance;

import java.time.Instant;

/** Everything that can be found out about the history itself, and done to its seals. */
public sealed interface IntegrityEvent {

    IntegrityId integrityId();

    /**
     * Something is not as it was sealed.
     *
     * @param position of the first entry concerned
     * @param until position of the last one that follows it without a break
     * @param entries how many these are
     */
    record HistoryFoundDamaged(
            IntegrityId integrityId, SealedLog log, DamageKind kind, long position, long until, long entries)
            implements IntegrityEvent {}

    /**
     * After damage had been found, everything is as it was sealed again.
     *
     * @param entries how many were compared
     */
    record HistoryFoundWhole(IntegrityId integrityId, SealedLog log, long entries) implements IntegrityEvent {}

    /**
     * A copy of the database was put to use that lacks what had been witnessed, or is another one.
     *
     * @param witnessedEntries how many entries had been witnessed
     * @param witnessedAt when the last of them was sealed
     * @param entries how many the copy had
     */
    record HistoryRolledBack(
            IntegrityId integrityId, SealedLog log, long witnessedEntries, Instant witnessedAt, long entries)
            implements IntegrityEvent {}

    /**
     * Checkpoints are signed with another key from now on, for which the one before vouches.
     *
     * @param number which key it is, from 1
     * @param key the public key, as C2SP writes it
     */
    record LedgerKeyRotated(IntegrityId integrityId, int number, String key) implements IntegrityEvent {}
}
