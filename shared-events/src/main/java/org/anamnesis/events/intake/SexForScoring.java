package org.anamnesis.events.intake;

/** The sex that an instrument's cut-offs ask for; never anything else. */
public enum SexForScoring {
    FEMALE,
    MALE
}
