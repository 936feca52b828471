package org.anamnesis.command.care.session;

import java.util.List;
import java.util.UUID;
import org.anamnesis.command.support.Asked;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.rules.Fact;

/** Who and what is promised when: no two sessions share a client, a therapist or a place. */
interface Calendar {

    /** Takes the slot for client, therapist and place, or says which of them is taken. */
    Fact reserve(UUID clinic, SessionId sessionId, ClientId clientId, Appointment appointment);

    /** Gives back what a session had taken. */
    void release(SessionId sessionId);

    /** Whether a session that already took place overlaps another; nothing is taken. */
    Fact overlaps(UUID clinic, SessionId sessionId, ClientId clientId, Appointment appointment);

    /** Free slots of the same length for the same three, soon after, in which therapist and place can be planned with. */
    List<TimeSlot> alternatives(SessionId sessionId, Appointment appointment, Standing standing, Asked asked);
}
