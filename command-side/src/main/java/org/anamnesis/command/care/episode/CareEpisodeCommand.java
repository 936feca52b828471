package org.anamnesis.command.care.episode;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Secret;
import org.anamnesis.events.care.AgreedLength;
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
            implements CareEpisodeCommand {

        @Override
        public Regarding regarding() {
            return new Regarding(clientId, "clientId");
        }

        @Override
        public boolean isAdmission() {
            return true;
        }
    }

    /**
     * Client and therapist talk about how long it may take; replaces what was agreed before.
     *
     * @param value how many; may be absent where the unit is {@code UNTIL_REVIEW}
     */
    record AgreeTreatmentLength(
            @TargetAggregateIdentifier EpisodeId episodeId,
            AgreedLength.Unit unit,
            @Nullable @Min(1) @Max(1000) Integer value,
            @Nullable Secret clientWords,
            @Nullable Moment occurredAt)
            implements CareEpisodeCommand {

        public AgreeTreatmentLength {
            new AgreedLength(unit, value);
        }

        AgreedLength length() {
            return new AgreedLength(unit, value);
        }

        @Override
        public Set<Role> permitted() {
            return By.CLINICIANS;
        }
    }

    /**
     * The treatment ends.
     *
     * @param reason 1 completed, 2 dropped out, 3 terminated by the facility, 4 transferred, 5 incarcerated, 6 death, 7
     *     other: the numbers of the Treatment Episode Data Set, Discharges
     */
    record Discharge(
            @TargetAggregateIdentifier EpisodeId episodeId,
            @Min(1) @Max(7) int reason,
            @Nullable Secret summary,
            @Nullable Moment occurredAt)
            implements CareEpisodeCommand {}
}
