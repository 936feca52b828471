package org.anamnesis.query.schedule;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A therapist or a place, to be read. */
@Entity
@Immutable
@Table(schema = "views", name = "resource_1")
class ResourceRow {

    @Id
    @Nullable
    UUID resourceId;

    @Embedded
    @Nullable
    Resource entry;
}
