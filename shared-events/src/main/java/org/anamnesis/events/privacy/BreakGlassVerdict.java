package org.anamnesis.events.privacy;

/** Whether it was right to break the glass. */
public enum BreakGlassVerdict {
    JUSTIFIED,
    NOT_JUSTIFIED
}
