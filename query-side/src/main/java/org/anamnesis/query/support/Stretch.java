package org.anamnesis.query.support;

import java.time.Instant;
import java.time.ZoneId;
import org.anamnesis.events.web.Problem;
import org.jspecify.annotations.Nullable;

/** A stretch of time, half-open; without an end or a beginning where none is given. */
public record Stretch(@Nullable Instant from, @Nullable Instant to) {

    /** As a question's parameters have it: instants or days. */
    public static Stretch of(@Nullable String from, @Nullable String to, ZoneId zone) {
        var begin = from == null ? null : Span.instant("from", from, zone);
        var end = to == null ? null : Span.instant("to", to, zone);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw Problem.malformed("to", "has to be later than from");
        }
        return new Stretch(begin, end);
    }

    /** As it is put on record. */
    public String asked() {
        return (from == null ? "" : "from=" + from + "&") + (to == null ? "" : "to=" + to + "&");
    }
}
