package org.anamnesis.events.care;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How regularly sessions are meant to be: every so many days or weeks, at a local time.
 *
 * @param every at least 1
 * @param weekday on which day of the week; none when counted in days
 */
public record Cadence(int every, Unit unit, @Nullable DayOfWeek weekday, LocalTime time, ZoneId zone) {

    /** What is counted. */
    public enum Unit {
        @JsonAlias("DAY")
        DAYS,
        @JsonAlias("WEEK")
        WEEKS
    }
}
