package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.WeeklyHours;
import org.jspecify.annotations.Nullable;

/**
 * When a therapist or a place can be planned with.
 *
 * @param zone where the hours are local; none until hours were set
 * @param weekly none until hours were set, and then any hour
 * @param absences the times in which they can't
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AvailabilityNow(@Nullable ZoneId zone, @Nullable List<WeeklyHours> weekly, List<TimeSlot> absences) {

    static AvailabilityNow set(@Nullable AvailabilityNow before, ZoneId zone, List<WeeklyHours> weekly) {
        return new AvailabilityNow(zone, weekly, before == null ? List.of() : before.absences);
    }

    static AvailabilityNow away(@Nullable AvailabilityNow before, Instant from, Instant to) {
        var absence = new TimeSlot(from, to);
        return before == null
                ? new AvailabilityNow(null, null, List.of(absence))
                : new AvailabilityNow(
                        before.zone,
                        before.weekly,
                        Stream.concat(before.absences.stream(), Stream.of(absence))
                                .toList());
    }
}
