package org.anamnesis.events.governance;

/** What is sealed. */
public enum SealedLog {
    /** The history. */
    EVENTS,
    /** Who looked at whose record. */
    LOOKS
}
