package org.anamnesis.query.timeline;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the timelines, to be read. */
@Entity
@Immutable
@Table(schema = "views", name = "timeline_1")
class TimelineRow {

    @Id
    long position;

    @Embedded
    @Nullable
    TimelineEntry entry;
}
