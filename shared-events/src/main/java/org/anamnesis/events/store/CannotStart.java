package org.anamnesis.events.store;

/** The application must not run like this; the message says what to do. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotStart(String whatToDo) {
        super(whatToDo);
    }
}
