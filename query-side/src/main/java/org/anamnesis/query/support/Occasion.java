package org.anamnesis.query.support;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Dated;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.record.ExpressionEvent;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened, in which session, and what is to be noticed about it.
 *
 * @param occurredAt clinical time; the server's where an event has no time of its own
 * @param lateEntry whether it was written down later than the rules want
 */
public record Occasion(
        Instant occurredAt, boolean lateEntry, @Nullable UUID sessionId, List<Flag> flags) {

    public static Occasion of(Recorded<?> recorded) {
        var clinical = recorded.event() instanceof Clinical event ? event : null;
        var flags = clinical == null ? List.<Flag>of() : clinical.flags();
        return new Occasion(
                occurredAt(recorded),
                flags.stream().anyMatch(flag -> flag.code().equals("LATE_ENTRY")),
                session(recorded.event()),
                flags);
    }

    /** When an event took place or takes effect. */
    public static Instant occurredAt(Recorded<?> recorded) {
        return recorded.event() instanceof Dated event ? event.occurred().at() : recorded.recordedAt();
    }

    private static @Nullable UUID session(Object event) {
        if (event instanceof SessionEvent session) {
            return session.sessionId().value();
        }
        return event instanceof ExpressionEvent expression
                ? expression.sessionId().value()
                : null;
    }
}
