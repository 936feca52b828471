package org.anamnesis.events.research;

/** How people are taken out of what is handed out (45 CFR 164.514). */
public enum Profile {
    /** 164.514(b)(2): days are counted from the admission, nothing is dated finer than a year, nobody is located finer than a state. */
    SAFE_HARBOR,
    /**
     * 164.514(b)(1): an expert has determined that it is safe. Each client's times are moved by a number of weeks of their
     * own, so that all stretches of time stay as they were.
     */
    EXPERT,
    /** 164.514(e): a limited data set under a data use agreement, with real dates. */
    LIMITED
}
