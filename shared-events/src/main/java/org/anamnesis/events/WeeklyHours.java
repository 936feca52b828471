package org.anamnesis.events;

import static java.util.Comparator.comparing;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

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

    /** Whether a slot lies within the hours of a week; hours that meet count as one. */
    public static boolean cover(List<WeeklyHours> week, ZoneId zone, TimeSlot slot) {
        var from = slot.start().atZone(zone);
        var to = slot.end().atZone(zone);
        var reached = from.toLocalTime();
        for (var open : week.stream()
                .filter(each -> each.day() == from.getDayOfWeek())
                .sorted(comparing(WeeklyHours::from))
                .toList()) {
            if (!open.from().isAfter(reached)) {
                var end = open.to().equals(LocalTime.MIDNIGHT)
                        ? from.toLocalDate().plusDays(1).atStartOfDay(zone)
                        : from.toLocalDate().atTime(open.to()).atZone(zone);
                if (!to.isAfter(end)) {
                    return true;
                }
                reached = open.to().isAfter(reached) ? open.to() : reached;
            }
        }
        return false;
    }
}
