package org.anamnesis.command.support;

import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;

/**
 * The limits and deadlines that hold at a clinic: data, versioned, never code.
 *
 * @param sessionLimit how long a session may be booked without an approved extension
 * @param credentialVerifiedWithin how old a credential's verification may be at the session
 * @param attestedQualities what a place must be attested as
 * @param lateEntryAfter how long after it happened something may be written down without counting as late
 * @param startWindow how far from the booked start a session may begin without being flagged
 * @param noShowGrace how long after the booked start one waits before somebody counts as not having come
 * @param lateCancellationWithin how short before the start a cancellation counts as late
 * @param lengthAgreedBySession by the end of which session the length of treatment is to be agreed
 * @param breakGlassFor how long a record stays open for which the glass was broken
 * @param recordRetention how long after the last discharge a record is kept at least (Minn. Stat. 148F.15: seven years)
 * @param sessionLongest what is longer is no session but a stay
 */
public record RuleProfile(
        String name,
        int version,
        Duration sessionLimit,
        Duration sessionLongest,
        Duration credentialVerifiedWithin,
        List<String> attestedQualities,
        Duration lateEntryAfter,
        Duration startWindow,
        Duration noShowGrace,
        Duration lateCancellationWithin,
        int lengthAgreedBySession,
        Duration breakGlassFor,
        Period recordRetention,
        Alternatives alternatives) {

    /** As events name it, e.g. {@code house@1}. */
    public String id() {
        return name + "@" + version;
    }

    /** Where free times are looked for when a slot is taken. */
    public record Alternatives(int most, Duration within, Duration step, LocalTime from, LocalTime to) {}
}
