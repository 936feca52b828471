package org.anamnesis.query.worklist;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the work list, to be read. */
@Entity
@Immutable
@Table(schema = "views", name = "worklist_2")
class WorkItemRow {

    @Id
    @Nullable
    UUID thingId;

    @Embedded
    @Nullable
    WorkItem entry;
}
