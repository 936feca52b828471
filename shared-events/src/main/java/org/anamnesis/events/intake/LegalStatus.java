package org.anamnesis.events.intake;

/** Who decides for a client. */
public enum LegalStatus {
    ADULT,
    MINOR,
    /** An adult for whom a representative decides. */
    REPRESENTED
}
