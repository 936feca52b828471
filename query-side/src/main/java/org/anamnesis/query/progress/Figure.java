package org.anamnesis.query.progress;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A number, and where it comes from.
 *
 * @param value a count, or else rounded to four places; null where nothing is there to be divided
 * @param events ids of the events that it comes from, in the order of the history, each once
 */
record Figure(@Nullable BigDecimal value, List<UUID> events) {

    /** Nothing is there to be divided. */
    static final Figure NOTHING = new Figure(null, List.of());

    private static final int PLACES = 4;

    static Figure count(Collection<? extends Recorded<?>> events) {
        return of(events.size(), events);
    }

    static Figure of(long value, Collection<? extends Recorded<?>> events) {
        return of(BigDecimal.valueOf(value), events);
    }

    static Figure of(@Nullable BigDecimal value, Collection<? extends Recorded<?>> events) {
        return new Figure(value == null ? null : plain(value), ids(events));
    }

    static Figure ratio(long part, long whole, Collection<? extends Recorded<?>> events) {
        return ratio(BigDecimal.valueOf(part), BigDecimal.valueOf(whole), events);
    }

    static Figure ratio(BigDecimal part, BigDecimal whole, Collection<? extends Recorded<?>> events) {
        return of(whole.signum() == 0 ? null : part.divide(whole, PLACES, HALF_UP), events);
    }

    static List<Recorded<?>> both(Collection<? extends Recorded<?>> some, Collection<? extends Recorded<?>> more) {
        return Stream.<Recorded<?>>concat(some.stream(), more.stream()).toList();
    }

    static List<UUID> ids(Collection<? extends Recorded<?>> events) {
        return events.stream()
                .sorted(Comparator.comparingLong(Recorded::position))
                .map(Recorded::eventId)
                .distinct()
                .toList();
    }

    private static BigDecimal plain(BigDecimal value) {
        var shortest = value.setScale(PLACES, HALF_UP).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
