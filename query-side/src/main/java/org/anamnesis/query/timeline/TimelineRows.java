package org.anamnesis.query.timeline;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The timelines, to be read. */
interface TimelineRows extends Repository<TimelineRow, Long>, JpaSpecificationExecutor<TimelineRow> {}
