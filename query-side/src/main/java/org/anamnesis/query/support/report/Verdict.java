package org.anamnesis.query.support.report;

/** What a report finds. */
public enum Verdict {
    /** It is as the rules want it. */
    CONFORMS,
    /** It departs from what was agreed or wanted, and it was said why. */
    DEVIATION_JUSTIFIED,
    /** It is not as the rules want it. */
    NON_CONFORMANT,
    /** The history does not hold what it would take to tell. */
    NOT_ASSESSABLE
}
