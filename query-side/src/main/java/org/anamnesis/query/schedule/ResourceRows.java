package org.anamnesis.query.schedule;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Therapists and places, to be read. */
interface ResourceRows extends Repository<ResourceRow, UUID>, JpaSpecificationExecutor<ResourceRow> {}
