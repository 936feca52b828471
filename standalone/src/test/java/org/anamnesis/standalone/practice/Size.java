package org.anamnesis.standalone.practice;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How large a generated practice is, and from what it grows.
 *
 * @param months how long it is watched
 */
public record Size(long seed, int therapists, int clients, int months) {

    /** The first day, a Monday. */
    static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    /** As the system properties have it: small enough for every build, unless more is asked for. */
    static Size asked() {
        return asked(4, 24, 8);
    }

    /** As the system properties have it, else this large. */
    static Size asked(int therapists, int clients, int months) {
        return new Size(
                Long.getLong("practice.seed", 20260101),
                Integer.getInteger("practice.therapists", therapists),
                Integer.getInteger("practice.clients", clients),
                Integer.getInteger("practice.months", months));
    }

    /** The first day that is no longer watched. */
    LocalDate end() {
        return FIRST.plusMonths(months);
    }

    /** The day when so much of the time has gone by; a weekday. */
    LocalDate after(double part) {
        var day = FIRST.plusDays(Math.round(part * ChronoUnit.DAYS.between(FIRST, end())));
        return Days.weekday(day);
    }
}
