package org.anamnesis.command.support;

/** Reasons to refuse that any command may meet. */
public enum General implements Refusal {
    /** A thing with this id is there already. */
    ALREADY_EXISTS,
    /** What is asked does not fit the state that the thing is in. */
    ILLEGAL_STATE
}
