package org.anamnesis.events.governance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How things stand with a grant of access. */
public enum GrantState {
    /** It has yet to begin. */
    NOT_YET,
    /** It opens what it grants. */
    LIVE,
    /** Its time is over. */
    OVER,
    /** It was ended before. */
    ENDED;

    /**
     * At a moment.
     *
     * @param until the first moment at which its time is over
     */
    public static GrantState at(Instant now, Instant from, Instant until, @Nullable Instant endedAt) {
        if (endedAt != null) {
            return ENDED;
        }
        return now.isBefore(from) ? NOT_YET : now.isBefore(until) ? LIVE : OVER;
    }

    /** Whether it opens nothing, and never will again. */
    public boolean isFinal() {
        return this == OVER || this == ENDED;
    }
}
