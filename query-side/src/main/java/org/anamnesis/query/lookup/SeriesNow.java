package org.anamnesis.query.lookup;

import java.util.List;
import org.anamnesis.events.care.Cadence;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SeriesId;
import org.anamnesis.events.care.SessionSeriesEvent.Occurrence;
import org.anamnesis.events.care.SessionSeriesEvent.SeriesBooked;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A series of sessions, as it was booked.
 *
 * @param sessions what has become of each, its own history tells
 */
record SeriesNow(
        SeriesId seriesId,
        ClientId clientId,
        EpisodeId episodeId,
        TherapistId therapistId,
        PlaceId placeId,
        Cadence cadence,
        int minutes,
        List<Occurrence> sessions) {

    static @Nullable SeriesNow fold(@Nullable SeriesNow before, Object event, Eyes eyes) {
        return event instanceof SeriesBooked booked
                ? new SeriesNow(
                        booked.seriesId(),
                        booked.clientId(),
                        booked.episodeId(),
                        booked.therapistId(),
                        booked.placeId(),
                        booked.cadence(),
                        booked.minutes(),
                        booked.sessions())
                : before;
    }
}
