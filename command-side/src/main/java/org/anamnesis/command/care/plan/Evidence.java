package org.anamnesis.command.care.plan;

import java.util.List;
import java.util.UUID;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.events.intake.ClientId;

/** What an adjustment may rest on: events and things of the client's own record. */
interface Evidence {

    /**
     * Demands that each id is one of them.
     *
     * @param field where in the command the ids stand
     */
    void demand(UUID clinic, ClientId clientId, List<UUID> ids, String field) throws Unknown;
}
