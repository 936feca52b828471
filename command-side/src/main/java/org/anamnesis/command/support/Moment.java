package org.anamnesis.command.support;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Precision;
import org.jspecify.annotations.Nullable;

/**
 * A clinical time as it is told: an instant with its offset, or only a day. It lies between the years 1900 and 2199.
 */
public final class Moment {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    private final @Nullable Instant instant;
    private final @Nullable LocalDate day;

    private Moment(@Nullable Instant instant, @Nullable LocalDate day) {
        this.instant = instant;
        this.day = day;
    }

    /** Reads {@code 2026-11-23T10:00:00+01:00} or {@code 2026-11-23}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Moment read(String written) {
        if (written.indexOf('T') < 0) {
            return new Moment(null, inRange(LocalDate.parse(written)));
        }
        var time = OffsetDateTime.parse(written);
        inRange(time.toLocalDate());
        return new Moment(time.toInstant(), null);
    }

    public static Moment of(Instant instant) {
        return new Moment(instant, null);
    }

    /** Demands that a stretch of time ends after it begins. */
    public static void demandOrder(Moment from, Moment to) {
        if (!from.in(ZoneOffset.UTC).at().isBefore(to.in(ZoneOffset.UTC).at())) {
            throw new IllegalArgumentException("to lies after from");
        }
    }

    /** A day that may stand in a record. */
    public static LocalDate inRange(LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("between the years 1900 and 2199");
        }
        return day;
    }

    /** As somebody at a place in this zone would have told it. */
    public Occurred in(ZoneId zone) {
        return day != null
                ? new Occurred(day.atStartOfDay(zone).toInstant(), zone, Precision.DAY)
                : new Occurred(Objects.requireNonNull(instant), zone, Precision.EXACT);
    }

    @JsonValue
    @Override
    public String toString() {
        return day != null ? day.toString() : String.valueOf(instant);
    }
}
