package org.anamnesis.command.care.episode;

import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.ReferralSource;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of an episode of care. */
sealed interface CareEpisodeCommand extends Command {

    EpisodeId episodeId();

    @Override
    default EpisodeId aggregate() {
        return episodeId();
    }

    @Override
    default Set<Role> permitted() {
        return By.RECORDS_AND_CLINICIANS;
    }

    /** A client is admitted. */
    record OpenEpisode(
            @MadeIfAbsent @TargetAggregateIdentifier EpisodeId episodeId,
            ClientId clientId,
            ServiceType serviceType,
            ReferralSource referralSource,
            Secret presentingProblem,
            TherapistId primaryTherapistId,
            PlaceId usualPlaceId,
            @Nullable Moment occurredAt)
            implements CareEpisodeCommand {}
}
