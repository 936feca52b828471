package org.anamnesis.query.schedule;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The schedule, to be read. */
interface ScheduledSessions extends Repository<ScheduledSession, UUID>, JpaSpecificationExecutor<ScheduledSession> {}
