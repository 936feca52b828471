package org.anamnesis.events.care;

/** Who called a session off. */
public enum CancelledBy {
    CLIENT,
    THERAPIST,
    CLINIC
}
