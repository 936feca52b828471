package org.anamnesis.command.care.session;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.anamnesis.command.support.Fact;
import org.anamnesis.command.support.RuleProfile;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistId;

/** What entitles therapists to give a service somewhere. */
interface Credentials {

    /** Whether somebody is entitled to give a service under a law at a moment, and whether under supervision only. */
    Entitlement entitlement(Question question);

    /** Who, what, under which law, when; days begin where the session is. */
    record Question(
            UUID clinic,
            TherapistId therapistId,
            ServiceType serviceType,
            Jurisdiction jurisdiction,
            Instant at,
            ZoneId zone,
            RuleProfile rules) {}

    /** Whether there is a credential, and whether the supervision it may need is there. */
    record Entitlement(Fact credential, Fact supervision) {}
}
