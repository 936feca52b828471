package org.anamnesis.standalone.practice;

import java.time.LocalDate;

/**
 * What is settled about a client's treatment before it begins.
 *
 * @param sessions after how many sessions held it ends, if it does
 * @param lengthAfter after which session its length is agreed; 0 if never
 * @param everyWeeks in which rhythm they meet
 * @param isDistant whether they meet over a distance
 * @param isExtended whether longer sessions are approved some day
 * @param copies whether a goal is taken over from others, word for word
 * @param returns whether the client comes back for another treatment
 */
record Traits(
        Ending ending,
        LocalDate admission,
        int sessions,
        String service,
        String referral,
        Notice notice,
        ConsentGiven consent,
        int lengthAfter,
        PlanKept plan,
        Review review,
        int everyWeeks,
        boolean isInSeries,
        boolean isDistant,
        boolean isExtended,
        boolean copies,
        Glass glass,
        boolean isHeld,
        boolean returns) {

    enum Notice {
        GIVEN,
        LATE,
        MISSING
    }

    enum ConsentGiven {
        PLAINLY,
        TOLD_LATE,
        FORGOTTEN,
        EXPIRING,
        REVOKED
    }

    enum PlanKept {
        NONE,
        NEVER_SIGNED,
        SIGNED_LATE,
        SIGNED_EARLY
    }

    enum Review {
        IN_TIME,
        LATE,
        NEVER
    }

    enum Glass {
        WHOLE,
        BROKEN,
        BROKEN_AND_REVIEWED
    }

    /** After how many days it ends at the latest, however few sessions there were. */
    int longest() {
        return sessions * everyWeeks * 9 + 14;
    }

    /** The same for a second, short treatment. */
    Traits again(LocalDate day) {
        return new Traits(
                Ending.COMPLETED,
                day,
                4,
                service,
                "SELF",
                Notice.GIVEN,
                ConsentGiven.PLAINLY,
                1,
                PlanKept.NONE,
                Review.NEVER,
                1,
                false,
                isDistant,
                false,
                false,
                Glass.WHOLE,
                false,
                false);
    }
}
