package org.anamnesis.events.rules.planted;

import java.time.Instant;

/** Breaks the rules on purpose: a judgement that depends on when it is made. */
public final class Moody {

    private Moody() {}

    public static boolean isInTime(Instant due) {
        return Instant.now().isBefore(due);
    }
}
