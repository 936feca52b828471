package org.anamnesis.events.care;

/** A school of technique. */
public enum Modality {
    COGNITIVE,
    BEHAVIOURAL,
    MOTIVATIONAL,
    PSYCHODYNAMIC
}
