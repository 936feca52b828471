package org.anamnesis.query.schedule;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;
import org.anamnesis.events.Sealed;
import org.anamnesis.query.support.JsonColumn;
import tools.jackson.core.type.TypeReference;

/** A therapist or a place, as far as one plans with it. */
@Embeddable
record Resource(
        @Column(insertable = false, updatable = false) UUID resourceId,
        UUID clinic,
        @Enumerated(EnumType.STRING) Kind kind,
        @Convert(converter = OfSealed.class) Sealed name,
        @Convert(converter = OfTimes.class) PlannableTimes times) {

    /** What it is. */
    enum Kind {
        PLACE,
        THERAPIST
    }

    Resource with(PlannableTimes now) {
        return new Resource(resourceId, clinic, kind, name, now);
    }

    /** A name, as a column holds it. */
    static final class OfSealed extends JsonColumn<Sealed> {
        OfSealed() {
            super(new TypeReference<>() {});
        }
    }

    /** Its times, as a column holds them. */
    static final class OfTimes extends JsonColumn<PlannableTimes> {
        OfTimes() {
            super(new TypeReference<>() {});
        }
    }
}
