package org.anamnesis.standalone.practice;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The hours of each week, and which of them belong to a client until the treatment ends. */
final class Week {

    private static final int FIRST_HOUR = 8;
    private static final int LAST_HOUR = 17;

    private final Set<Hour> taken = new HashSet<>();

    private record Hour(UUID whose, DayOfWeek day, int hour) {}

    /** A colleague's hour, and where. */
    record Slot(Colleague colleague, Room room, DayOfWeek day, int hour) {}

    /**
     * Finds an hour with whoever has most time left, and keeps it. Who is to have longer sessions gets the last one of a
     * day, with nobody after it.
     */
    Optional<Slot> take(Practice practice, Traits traits, Chance chance) {
        return practice.colleagues.stream()
                .filter(each -> each.offers(traits.service()))
                .sorted(Comparator.comparingDouble(this::load).thenComparingInt(each -> each.number))
                .map(each -> free(practice, each, traits))
                .filter(slots -> !slots.isEmpty())
                .findFirst()
                .map(chance::of)
                .map(this::keep);
    }

    void giveBack(Slot slot) {
        taken.remove(new Hour(slot.colleague().id, slot.day(), slot.hour()));
        taken.remove(new Hour(slot.room().id(), slot.day(), slot.hour()));
    }

    private Slot keep(Slot slot) {
        taken.add(new Hour(slot.colleague().id, slot.day(), slot.hour()));
        taken.add(new Hour(slot.room().id(), slot.day(), slot.hour()));
        return slot;
    }

    private double load(Colleague colleague) {
        return taken.stream().filter(hour -> hour.whose().equals(colleague.id)).count()
                / (double) colleague.days.size();
    }

    private List<Slot> free(Practice practice, Colleague colleague, Traits traits) {
        var places = traits.isDistant()
                ? List.of(new Room(colleague.channel, false))
                : practice.rooms.stream().filter(Room::isForAnybody).toList();
        var free = new ArrayList<Slot>();
        for (var day : colleague.days) {
            for (int hour = traits.isExtended() ? LAST_HOUR : FIRST_HOUR; hour <= LAST_HOUR; hour++) {
                if (!taken.contains(new Hour(colleague.id, day, hour))) {
                    for (var place : places) {
                        if (!taken.contains(new Hour(place.id(), day, hour))) {
                            free.add(new Slot(colleague, place, day, hour));
                        }
                    }
                }
            }
        }
        return free;
    }
}
