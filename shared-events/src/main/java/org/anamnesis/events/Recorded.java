package org.anamnesis.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An event as history holds it.
 *
 * @param type the event's name in the store
 * @param position its place in the total order of the history
 * @param sequence its place in its aggregate's stream, from 0; the aggregate's version after it
 * @param recordedAt when the server wrote it
 * @param clinic whose history it is part of
 * @param metadata who did it and on whose request: {@code actor}, {@code role}, {@code requestId}
 */
public record Recorded<E>(
        E event,
        String type,
        UUID eventId,
        long position,
        String aggregateType,
        UUID aggregateId,
        long sequence,
        Instant recordedAt,
        UUID clinic,
        Map<String, String> metadata) {}
