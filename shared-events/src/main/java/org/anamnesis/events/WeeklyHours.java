package org.anamnesis.events;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A stretch of one day of each week, in the local time of whoever keeps it.
 *
 * @param to later than {@code from}; {@code 00:00} is the end of the day
 */
public record WeeklyHours(DayOfWeek day, LocalTime from, LocalTime to) {

    public WeeklyHours {
        if (!from.isBefore(to) && !to.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("hours end after they begin, on the same day");
        }
    }
}
