package org.anamnesis.events.care;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.TherapistId;

/** Everything that can happen to a series of sessions. */
public sealed interface SessionSeriesEvent extends AboutClient, Clinical {

    SeriesId seriesId();

    /**
     * Sessions were booked together, in a rhythm. Each has its own history.
     *
     * @param minutes the booked length of each
     * @param exceptions the days on which the rhythm was to pause
     */
    record SeriesBooked(
            SeriesId seriesId,
            ClientId clientId,
            EpisodeId episodeId,
            TherapistId therapistId,
            PlaceId placeId,
            Cadence cadence,
            int minutes,
            SessionFormat format,
            List<Occurrence> sessions,
            List<LocalDate> exceptions,
            Occurred occurred,
            List<Flag> flags)
            implements SessionSeriesEvent {}

    /** One session of a series. */
    record Occurrence(SessionId sessionId, Instant start) {}
}
