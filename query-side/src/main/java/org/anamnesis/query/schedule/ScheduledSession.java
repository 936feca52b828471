package org.anamnesis.query.schedule;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the schedule, to be read. */
@Entity
@Immutable
@Table(schema = "views", name = "schedule_1")
class ScheduledSession {

    @Id
    @Nullable
    UUID sessionId;

    @Embedded
    @Nullable
    ScheduleEntry entry;
}
