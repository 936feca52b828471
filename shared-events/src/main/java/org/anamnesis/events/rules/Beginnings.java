package org.anamnesis.events.rules;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Whether what is due at the beginning of a treatment was there. */
public final class Beginnings {

    private Beginnings() {}

    /**
     * Whether the client had the notice of privacy practices when a session began.
     *
     * @param given when; none where it never was
     */
    public static Fact noticeGiven(@Nullable Instant given, Instant begun, ZoneId zone) {
        return given != null && !given.isAfter(begun)
                ? Fact.holds("given " + given.atZone(zone).toLocalDate())
                : Fact.fails("the notice of privacy practices was not given before");
    }

    /**
     * Whether the length of treatment was agreed before the session ended by whose end it is due.
     *
     * @param held how many sessions had ended before
     */
    public static Fact lengthAgreed(int held, RuleProfile rules) {
        var due = rules.get(Rule.LENGTH_AGREED_BY_SESSION);
        return Fact.that(held < due, "", held + " sessions were held before; it is due by the end of session " + due);
    }
}
