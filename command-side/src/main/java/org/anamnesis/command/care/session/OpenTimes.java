package org.anamnesis.command.care.session;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.WeeklyHours;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.Fact.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * When somebody or somewhere can be planned with.
 *
 * @param resource what it is, e.g. {@code THERAPIST}
 * @param hours of each week; none where nothing was said, and then it is any hour
 * @param closed the times in which it can't
 */
record OpenTimes(String resource, @Nullable Hours hours, List<Closed> closed) {

    /** Hours of each week, in a zone, and the event that set them. */
    record Hours(ZoneId zone, List<WeeklyHours> weekly, UUID eventId) {

        boolean hold(TimeSlot slot) {
            return WeeklyHours.cover(weekly, zone, slot);
        }
    }

    /**
     * A time in which it can't be planned with.
     *
     * @param to none while it is not known when it ends
     */
    record Closed(Instant from, @Nullable Instant to) {

        boolean touches(TimeSlot slot) {
            return from.isBefore(slot.end()) && (to == null || to.isAfter(slot.start()));
        }
    }

    /** Whether it can be planned with during a slot. */
    Fact during(TimeSlot slot) {
        var who = resource.toLowerCase(Locale.ROOT);
        if (closed.stream().anyMatch(each -> each.touches(slot))) {
            return trouble("the " + who + (resource.equals("PLACE") ? " is closed then" : " is away then"));
        }
        if (hours == null) {
            return Fact.holds("");
        }
        return hours.hold(slot)
                ? Fact.holds("within the " + who + "'s hours", hours.eventId())
                : trouble("it is outside the " + who + "'s hours");
    }

    private Fact trouble(String detail) {
        return Fact.fails(List.of(new Trouble(detail, Map.of("resource", resource))));
    }
}
