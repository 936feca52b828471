package org.anamnesis.query.support;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.stream.Stream;
import org.anamnesis.events.web.Problem;
import org.jspecify.annotations.Nullable;

/** A stretch of time, half-open; without an end or a beginning where none is given. */
public record Stretch(@Nullable Instant from, @Nullable Instant to) {

    /** By how much the clocks of those who write may differ, and how long one may wait for another. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** As a question's parameters have it: instants or days. */
    public static Stretch of(@Nullable String from, @Nullable String to, ZoneId zone) {
        var begin = from == null ? null : Span.instant("from", from, zone);
        var end = to == null ? null : Span.instant("to", to, zone);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw Problem.malformed("to", "has to be later than from");
        }
        return new Stretch(begin, end);
    }

    /** A time before it by which nothing of it was written; none without a beginning. */
    public @Nullable Instant before() {
        return from == null ? null : from.minus(SKEW);
    }

    /** What was written at its times, of what stands in the order in which it was written. */
    public <T> Stream<T> within(Stream<T> written, Function<? super T, Instant> at) {
        return written.takeWhile(each -> to == null || at.apply(each).isBefore(to.plus(SKEW)))
                .filter(each -> from == null || !at.apply(each).isBefore(from))
                .filter(each -> to == null || at.apply(each).isBefore(to));
    }

    /** As it is put on record. */
    public String asked() {
        return (from == null ? "" : "from=" + from + "&") + (to == null ? "" : "to=" + to + "&");
    }
}
