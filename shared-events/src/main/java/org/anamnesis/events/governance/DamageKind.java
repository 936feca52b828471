package org.anamnesis.events.governance;

/** How something is not as it was sealed. */
public enum DamageKind {
    /** A row is another than the one that was sealed. */
    CHANGED,
    /** A row that was sealed is gone. */
    MISSING,
    /** A row stands where none was sealed. */
    INSERTED,
    /** What was kept of the seals is not what was written. */
    LEDGER
}
