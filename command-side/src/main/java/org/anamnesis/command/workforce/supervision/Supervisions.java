package org.anamnesis.command.workforce.supervision;

import org.anamnesis.events.workforce.TherapistId;

/** Who supervises whom now. */
interface Supervisions {

    /** Whether somebody supervises another, directly or through others. */
    boolean leadsFrom(TherapistId supervisor, TherapistId supervisee);
}
