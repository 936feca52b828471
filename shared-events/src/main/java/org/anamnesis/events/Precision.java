package org.anamnesis.events;

/** How exactly a clinical time is known. */
public enum Precision {
    /** To the moment, as it was given. */
    EXACT,
    /** Only the day is known; the instant is the day's beginning in the zone. */
    DAY
}
