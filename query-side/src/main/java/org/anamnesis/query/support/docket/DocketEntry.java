package org.anamnesis.query.support.docket;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That something was to begin, or began. A session that is moved has an entry for each of its times; which of them holds
 * depends on when one asks.
 *
 * @param thingId the session, episode or client
 * @param at a session's booked start, an episode's opening, a client's registration
 * @param position of the event that says so
 */
public record DocketEntry(
        UUID eventId,
        UUID clinic,
        Kind kind,
        UUID thingId,
        UUID clientId,
        @Nullable UUID therapistId,
        Instant at,
        long position) {

    /** What began. */
    public enum Kind {
        SESSION,
        EPISODE,
        CLIENT,
        BREAK_GLASS
    }

    /** What reports that are found by the docket are in the order of. */
    public String key() {
        return key(at, thingId);
    }

    public static String key(Instant at, UUID thing) {
        return at + "/" + thing;
    }
}
