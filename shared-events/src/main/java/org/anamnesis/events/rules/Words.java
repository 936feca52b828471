package org.anamnesis.events.rules;

import java.time.Duration;

/** Lengths of time as people say them. */
final class Words {

    private static final int LONG_IN_HOURS = 48;

    private Words() {}

    /** A limit, to the minute. */
    static String exactly(Duration limit) {
        return limit.toMinutesPart() == 0 ? limit.toHours() + " hours" : limit.toMinutes() + " minutes";
    }

    /** What has gone by, in whole units. */
    static String roughly(Duration gone) {
        if (gone.toHours() == 0) {
            return gone.toMinutes() + " minutes";
        }
        return gone.toHours() < LONG_IN_HOURS ? gone.toHours() + " hours" : gone.toDays() + " days";
    }
}
