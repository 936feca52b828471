package org.anamnesis.command.care.session;

import java.time.ZoneId;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Fact;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.command.support.facts.Episodes;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionFormat;
import org.jspecify.annotations.Nullable;

/**
 * How things stand for a session: all that is known of those who are to meet.
 *
 * @param zone the place's
 */
record Standing(
        Episodes.Open episode,
        Clients.Known client,
        ZoneId zone,
        Fact credential,
        Fact supervision,
        Fact consent,
        Fact attestation) {

    /** Looks it up, and holds it until the decision is stored. */
    interface Register {

        /** How things stand for a meeting; whatever id is not known is said. */
        Standing of(Meeting meeting, Asked asked);
    }

    /**
     * Who would meet, where and when.
     *
     * @param clientLocation where the client physically is, where that is known; for telehealth its law holds
     */
    record Meeting(
            EpisodeId episodeId,
            Appointment appointment,
            SessionFormat format,
            @Nullable Jurisdiction clientLocation) {}
}
