package org.anamnesis.query.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.WeeklyHours;
import org.jspecify.annotations.Nullable;

/**
 * When a therapist or a place can be planned with.
 *
 * @param zone in which the hours are told; a place's own until hours were set, none for a therapist
 * @param weekly the hours of each week; none until they were set, and then it is any usual hour
 * @param away the times in which it can't
 * @param closedSince when the place was closed; none while it is open
 */
record PlannableTimes(
        @Nullable ZoneId zone,
        @Nullable List<WeeklyHours> weekly,
        List<TimeSlot> away,
        @Nullable Instant closedSince) {

    static PlannableTimes any(@Nullable ZoneId zone) {
        return new PlannableTimes(zone, null, List.of(), null);
    }

    PlannableTimes in(ZoneId there, List<WeeklyHours> hours) {
        return new PlannableTimes(there, hours, away, closedSince);
    }

    PlannableTimes without(Instant from, Instant to) {
        var more = new ArrayList<>(away);
        more.add(new TimeSlot(from, to));
        return new PlannableTimes(zone, weekly, List.copyOf(more), closedSince);
    }

    PlannableTimes closed(@Nullable Instant since) {
        return new PlannableTimes(zone, weekly, away, since);
    }

    boolean hasHours() {
        return weekly != null;
    }

    /** Whether it can be planned with during a slot. */
    boolean hold(TimeSlot slot) {
        return (closedSince == null || !slot.end().isAfter(closedSince))
                && away.stream()
                        .noneMatch(each ->
                                each.start().isBefore(slot.end()) && each.end().isAfter(slot.start()))
                && (weekly == null || zone == null || WeeklyHours.cover(weekly, zone, slot));
    }
}
