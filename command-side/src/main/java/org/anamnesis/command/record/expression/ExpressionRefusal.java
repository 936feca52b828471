package org.anamnesis.command.record.expression;

import org.anamnesis.command.support.Refusal;

/** Reasons why an expression is not recorded, or is flagged. */
enum ExpressionRefusal implements Refusal {
    /** Keeping sound or pictures of a client takes a consent of its own. */
    CONSENT_MISSING("CONSENT"),
    /** The therapist says the technique is outside the own catalogue. */
    OUTSIDE_CATALOGUE("CATALOGUE"),
    /** It was not, or not yet, or no longer in session when it happened. */
    OUTSIDE_SESSION("SESSION");

    private final String check;

    ExpressionRefusal(String check) {
        this.check = check;
    }

    @Override
    public String check() {
        return check;
    }
}
