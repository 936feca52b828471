package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.ReferralSource;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * An episode of care.
 *
 * @param presentingProblem for those only who treat or answer for the record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EpisodeNow(
        EpisodeId episodeId,
        ClientId clientId,
        ServiceType serviceType,
        ReferralSource referralSource,
        @Nullable String presentingProblem,
        TherapistId primaryTherapistId,
        PlaceId usualPlaceId,
        Instant openedAt) {

    static @Nullable EpisodeNow fold(@Nullable EpisodeNow before, Object event, Eyes eyes) {
        return event instanceof EpisodeOpened opened
                ? new EpisodeNow(
                        opened.episodeId(),
                        opened.clientId(),
                        opened.serviceType(),
                        opened.referralSource(),
                        eyes.clinical(opened.presentingProblem()),
                        opened.primaryTherapistId(),
                        opened.usualPlaceId(),
                        opened.occurred().at())
                : before;
    }
}
