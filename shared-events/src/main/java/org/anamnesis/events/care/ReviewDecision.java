package org.anamnesis.events.care;

/** How it goes on after a plan was reviewed. */
public enum ReviewDecision {
    CONTINUE,
    ADJUST,
    STEP_UP,
    STEP_DOWN,
    END
}
