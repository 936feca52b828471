package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.anamnesis.events.care.AgreedLength;
import org.anamnesis.events.care.CareEpisodeEvent.Discharged;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthAgreed;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthRevised;
import org.anamnesis.events.care.DischargeReason;
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
 * @param agreedLength how long client and therapist agreed that it may take
 * @param dischargeReason why it ended; none while it is open
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
        Instant openedAt,
        @Nullable AgreedLength agreedLength,
        @Nullable DischargeReason dischargeReason,
        @Nullable Instant dischargedAt) {

    static @Nullable EpisodeNow fold(@Nullable EpisodeNow before, Object event, Eyes eyes) {
        if (event instanceof EpisodeOpened opened) {
            return new EpisodeNow(
                    opened.episodeId(),
                    opened.clientId(),
                    opened.serviceType(),
                    opened.referralSource(),
                    eyes.read(opened.presentingProblem()),
                    opened.primaryTherapistId(),
                    opened.usualPlaceId(),
                    opened.occurred().at(),
                    null,
                    null,
                    null);
        }
        if (before == null) {
            return null;
        }
        return switch (event) {
            case TreatmentLengthAgreed agreed -> before.until(agreed.length(), null, null);
            case TreatmentLengthRevised revised -> before.until(revised.to(), null, null);
            case Discharged discharged ->
                before.until(
                        before.agreedLength,
                        discharged.reason(),
                        discharged.occurred().at());
            default -> before;
        };
    }

    private EpisodeNow until(@Nullable AgreedLength length, @Nullable DischargeReason reason, @Nullable Instant end) {
        return new EpisodeNow(
                episodeId,
                clientId,
                serviceType,
                referralSource,
                presentingProblem,
                primaryTherapistId,
                usualPlaceId,
                openedAt,
                length,
                reason,
                end);
    }
}
