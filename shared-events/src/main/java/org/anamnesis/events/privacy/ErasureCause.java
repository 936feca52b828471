package org.anamnesis.events.privacy;

/** Why somebody was erased just then. */
public enum ErasureCause {
    /** A privacy officer asked for it. */
    REQUEST,
    /** They had been erased before; a copy of the database that still held their keys was brought up to date. */
    RESTORED_COPY
}
