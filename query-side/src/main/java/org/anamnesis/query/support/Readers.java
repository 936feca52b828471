package org.anamnesis.query.support;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.Role;
import org.springframework.stereotype.Component;

/** Who may look at what. */
@Component
public class Readers {

    /** Those who plan the day; they see times, places and who meets, nothing clinical. */
    public static final Set<Role> SCHEDULE = EnumSet.of(
            Role.RECEPTION,
            Role.CLINICIAN,
            Role.COVERING_CLINICIAN,
            Role.SUPERVISOR,
            Role.RECORDS_OFFICER,
            Role.PRIVACY_OFFICER,
            Role.AUDITOR);

    /** Those who treat, or answer for the record. */
    public static final Set<Role> RECORD = EnumSet.of(
            Role.CLINICIAN,
            Role.COVERING_CLINICIAN,
            Role.SUPERVISOR,
            Role.RECORDS_OFFICER,
            Role.PRIVACY_OFFICER,
            Role.AUDITOR);

    /** Those who keep the machinery running; they see no record. */
    public static final Set<Role> OPERATION = EnumSet.of(Role.OPERATOR);

    private final Installation installation;
    private final History history;

    Readers(Installation installation, History history) {
        this.installation = installation;
        this.history = history;
    }

    /** Who asks, if in a permitted capacity. */
    public Actor demand(Set<Role> permitted) {
        var actor = Actor.current(installation);
        actor.as(permitted);
        return actor;
    }

    /** Who asks about a client, if in a permitted capacity and the client is known. */
    public Actor demand(Set<Role> permitted, UUID clientId) {
        var actor = demand(permitted);
        if (!history.knows(actor.clinic(), clientId)) {
            throw Problem.unknown("clientId");
        }
        return actor;
    }
}
