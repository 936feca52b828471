package org.anamnesis.query.support;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is looked up a part at a time, as it is wanted, however much it is. */
public final class Parts {

    private Parts() {}

    /**
     * Looks up part after part, until one is not full.
     *
     * @param begin after what to begin
     * @param after looks up the part that comes after something
     * @param place where something stands, for the next part to come after it
     * @param full how many a full part has
     */
    public static <T, P> Stream<List<T>> of(
            P begin, Function<P, List<T>> after, Function<? super T, P> place, int full) {
        return Stream.iterate(
                after.apply(begin),
                part -> !part.isEmpty(),
                part -> part.size() < full ? List.of() : after.apply(place.apply(part.getLast())));
    }
}
