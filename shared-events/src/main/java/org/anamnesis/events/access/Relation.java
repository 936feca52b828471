package org.anamnesis.events.access;

/** How somebody stands to a client. */
public enum Relation {
    /** The primary therapist of one of the client's episodes. */
    PRIMARY,
    /** The therapist of a session of the client that was not cancelled. */
    COVERING,
    /** Who supervises one of these, under an agreement that is running. */
    SUPERVISOR,
    /** Whoever admits: the client has no episode yet, so nobody treats them. */
    ADMITTING
}
