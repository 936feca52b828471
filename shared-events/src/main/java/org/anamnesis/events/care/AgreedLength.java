package org.anamnesis.events.care;

import org.jspecify.annotations.Nullable;

/**
 * How long a treatment is meant to take.
 *
 * @param value how many of them; none where it is to be seen at the next review
 */
public record AgreedLength(Unit unit, @Nullable Integer value) {

    private static final int MOST = 1000;

    /** What is counted. */
    public enum Unit {
        SESSIONS,
        WEEKS,
        UNTIL_REVIEW
    }

    public AgreedLength {
        if (unit != Unit.UNTIL_REVIEW && value == null) {
            throw new IllegalArgumentException("say how many " + unit);
        }
        if (value != null && (value < 1 || value > MOST)) {
            throw new IllegalArgumentException("value is 1 to 1000");
        }
    }
}
