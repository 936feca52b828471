package org.anamnesis.events.record;

/** Whose idea it was. */
public enum ProposedBy {
    CLIENT,
    THERAPIST
}
