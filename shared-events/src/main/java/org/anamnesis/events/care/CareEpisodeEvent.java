package org.anamnesis.events.care;

import java.util.List;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistId;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to an episode of care, from admission to discharge. */
public sealed interface CareEpisodeEvent extends AboutClient, Clinical {

    EpisodeId episodeId();

    /** A client was admitted: for what, to whom, and usually where. */
    record EpisodeOpened(
            EpisodeId episodeId,
            ClientId clientId,
            ServiceType serviceType,
            ReferralSource referralSource,
            Sealed presentingProblem,
            TherapistId primaryTherapistId,
            PlaceId usualPlaceId,
            Occurred occurred,
            List<Flag> flags)
            implements CareEpisodeEvent {}

    /** Client and therapist talked about how long it may take, for the first time. */
    record TreatmentLengthAgreed(
            EpisodeId episodeId,
            ClientId clientId,
            AgreedLength length,
            @Nullable Sealed clientWords,
            Occurred occurred,
            List<Flag> flags)
            implements CareEpisodeEvent {}

    /** They agreed on another length. */
    record TreatmentLengthRevised(
            EpisodeId episodeId,
            ClientId clientId,
            AgreedLength from,
            AgreedLength to,
            @Nullable Sealed clientWords,
            Occurred occurred,
            List<Flag> flags)
            implements CareEpisodeEvent {}

    /** The treatment ended. */
    record Discharged(
            EpisodeId episodeId,
            ClientId clientId,
            DischargeReason reason,
            @Nullable Sealed summary,
            Occurred occurred,
            List<Flag> flags)
            implements CareEpisodeEvent {}
}
