package org.anamnesis.query.worklist;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The work list, to be read. */
interface WorkItemRows extends Repository<WorkItemRow, UUID>, JpaSpecificationExecutor<WorkItemRow> {}
