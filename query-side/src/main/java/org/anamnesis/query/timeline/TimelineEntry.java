package org.anamnesis.query.timeline;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Flag;
import org.anamnesis.query.support.Told.Quote;
import org.jspecify.annotations.Nullable;

/** Something that happened to a client, in words. */
@Embeddable
record TimelineEntry(
        @Column(insertable = false, updatable = false) long position,
        UUID eventId,
        UUID clinic,
        UUID clientId,
        @Nullable UUID sessionId,
        String kind,
        String type,
        UUID aggregateId,
        Instant occurredAt,
        Instant recordedAt,
        boolean lateEntry,
        String title,
        @Convert(converter = JsonColumn.OfQuotes.class) List<Quote> quotes,
        @Convert(converter = JsonColumn.OfFlags.class) List<Flag> flags) {}
