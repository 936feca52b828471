package org.anamnesis.query.support;

import java.util.List;
import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * An event in words.
 *
 * @param what happened, as a sentence without personal data
 * @param before what it was before, where something was changed
 * @param after what it is since
 * @param reason why, in somebody's own words
 * @param quotes what else was said in somebody's own words
 */
public record Told(
        String what,
        @Nullable String before,
        @Nullable String after,
        @Nullable Sealed reason,
        List<Quote> quotes) {

    /** Somebody's own words, and what they are about. */
    public record Quote(String about, Sealed words) {}

    static Told that(String what, Quote... quotes) {
        return new Told(what, null, null, null, List.of(quotes));
    }

    static Told change(String what, @Nullable String before, String after) {
        return new Told(what, before, after, null, List.of());
    }

    Told because(Sealed words) {
        return new Told(what, before, after, words, quotes);
    }
}
