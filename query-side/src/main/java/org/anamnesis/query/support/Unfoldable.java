package org.anamnesis.query.support;

/** A view cannot take events in, and it is the events' fault or the view's: to try it again as it is would not help. */
final class Unfoldable extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unfoldable(Throwable cause) {
        super(null, cause, false, false); // the cause's message may quote what the event says
    }

    /** What went wrong at the bottom of it. */
    Throwable reason() {
        Throwable reason = this;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason;
    }
}
