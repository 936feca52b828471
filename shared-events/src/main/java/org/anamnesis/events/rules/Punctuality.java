package org.anamnesis.events.rules;

import java.time.Duration;
import java.time.Instant;

/** Whether what happened around a session, and was written down about it, was in time. */
public final class Punctuality {

    private Punctuality() {}

    /** Whether a session began about when it was booked for. */
    public static Fact begun(Instant booked, Instant begun, RuleProfile rules) {
        var window = rules.get(Rule.START_WINDOW);
        return Fact.that(
                Duration.between(booked, begun).abs().compareTo(window) <= 0,
                "",
                "more than " + window.toMinutes() + " minutes from the booked start");
    }

    /** Whether a slot was given back early enough for somebody else to take it. */
    public static Fact cancelled(Instant booked, Instant cancelled, RuleProfile rules) {
        var least = rules.get(Rule.LATE_CANCELLATION_WITHIN);
        return Fact.that(
                Duration.between(cancelled, booked).compareTo(least) >= 0,
                "",
                "less than " + Words.exactly(least) + " before the start");
    }

    /** Whether somebody was waited for before they were said not to have come. */
    public static Fact awaited(Instant booked, Instant missed, RuleProfile rules) {
        var grace = rules.get(Rule.NO_SHOW_GRACE);
        return Fact.that(
                !missed.isBefore(booked.plus(grace)),
                "",
                "one waits " + grace.toMinutes() + " minutes after the booked start");
    }

    /** Whether something was written down soon after it happened. */
    public static Fact recorded(Instant occurred, Instant recorded, RuleProfile rules) {
        var delay = Duration.between(occurred, recorded);
        return Fact.that(
                delay.compareTo(rules.get(Rule.LATE_ENTRY_AFTER)) <= 0,
                "",
                "recorded " + Words.roughly(delay) + " after it happened");
    }
}
