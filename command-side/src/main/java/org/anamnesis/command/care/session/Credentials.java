package org.anamnesis.command.care.session;

import java.util.UUID;
import org.anamnesis.events.rules.Entitlement;
import org.anamnesis.events.workforce.TherapistId;

/** What entitles therapists to give a service somewhere. */
interface Credentials {

    /** Whether somebody is entitled to give a service under a law at a moment, and whether under supervision only. */
    Entitlement entitlement(UUID clinic, TherapistId therapistId, Entitlement.Question question);
}
