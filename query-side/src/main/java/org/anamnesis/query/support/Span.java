package org.anamnesis.query.support;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.anamnesis.events.web.Problem;

/** Times as a question's parameters have them. */
public final class Span {

    private static final Instant FIRST = Instant.parse("1899-12-31T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-02T00:00:00Z");

    private Span() {}

    /**
     * An instant, or the beginning of a day.
     *
     * @param name the parameter's
     * @param zone where the day begins
     */
    public static Instant instant(String name, String written, ZoneId zone) {
        try {
            return inRange(
                    written.indexOf('T') < 0
                            ? LocalDate.parse(written).atStartOfDay(zone).toInstant()
                            : OffsetDateTime.parse(written.replace(' ', '+')).toInstant()); // a + sent unescaped
        } catch (DateTimeException wrong) {
            throw Problem.malformed(
                    name,
                    "an instant with its offset or a day is expected, such as 2026-11-23T10:00:00Z or 2026-11-23,"
                            + " between the years 1900 and 2199");
        }
    }

    /**
     * A time that has come: an instant, or the end of a day.
     *
     * @param zone where the day ends
     */
    public static Instant past(String name, String written, ZoneId zone, Instant now) {
        var begun = instant(name, written, zone);
        if (begun.isAfter(now)) {
            throw Problem.malformed(name, "lies in the future; leave it out for now");
        }
        if (written.indexOf('T') >= 0) {
            return begun;
        }
        var over = begun.atZone(zone).plusDays(1).toInstant();
        return over.isAfter(now) ? now : over;
    }

    /** A time that may stand in a record. */
    static Instant inRange(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(END)) {
            throw new DateTimeException("out of range");
        }
        return time;
    }
}
