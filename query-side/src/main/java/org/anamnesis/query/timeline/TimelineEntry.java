package org.anamnesis.query.timeline;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Flag;
import org.anamnesis.query.support.JsonColumn;
import org.anamnesis.query.support.Told.Quote;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

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
        @Convert(converter = OfQuotes.class) List<Quote> quotes,
        @Convert(converter = OfFlags.class) List<Flag> flags) {

    /** The quotes, as a column holds them. */
    static final class OfQuotes extends JsonColumn<List<Quote>> {
        OfQuotes() {
            super(new TypeReference<>() {});
        }
    }

    /** The flags, as a column holds them. */
    static final class OfFlags extends JsonColumn<List<Flag>> {
        OfFlags() {
            super(new TypeReference<>() {});
        }
    }
}
