package org.anamnesis.standalone.practice;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** Days and hours as the practice counts them. */
final class Days {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private Days() {}

    /** An hour of a day, by the practice's clocks. */
    static Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(ZONE).toInstant();
    }

    static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    /** The full hour that comes next, or is just now. */
    static Instant fullHour(Instant at) {
        var hour = at.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(at) ? at : hour.plus(1, ChronoUnit.HOURS);
    }

    /** The same day, or the Monday after if it is a weekend. */
    static LocalDate weekday(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
                ? day
                : day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }
}
