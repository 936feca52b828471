package org.anamnesis.command.workforce.therapist;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Code;
import org.anamnesis.events.Secret;
import org.anamnesis.events.WeeklyHours;
import org.anamnesis.events.care.Modality;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a therapist's employment. */
sealed interface TherapistCommand extends Command {

    TherapistId therapistId();

    @Override
    default TherapistId aggregate() {
        return therapistId();
    }

    @Override
    default @Nullable Regarding regarding() {
        return null;
    }

    @Override
    default Set<Role> permitted() {
        return By.RECORDS;
    }

    /**
     * Somebody begins to work here.
     *
     * @param account the token subject that acts as this therapist
     */
    record RegisterTherapist(
            @MadeIfAbsent @TargetAggregateIdentifier TherapistId therapistId,
            Secret name,
            @Nullable Secret email,
            @Nullable @Size(min = 1, max = 200) String account)
            implements TherapistCommand {}

    /**
     * The therapist is trained in something.
     *
     * @param technique one of the modality's techniques; all of them if absent
     * @param evidence what shows it
     */
    record DeclareCompetence(
            @TargetAggregateIdentifier TherapistId therapistId,
            Modality modality,
            @Nullable Code technique,
            @Nullable Secret evidence)
            implements TherapistCommand {

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_AND_CLINICIANS;
        }
    }

    /**
     * In which hours of each week the therapist sees clients; replaces what was set before.
     *
     * @param zone in which the hours are told
     */
    record SetAvailability(
            @TargetAggregateIdentifier TherapistId therapistId,
            ZoneId zone,
            @Size(max = 50) List<@Valid WeeklyHours> weekly)
            implements TherapistCommand {

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_RECEPTION_AND_CLINICIANS;
        }
    }

    /**
     * The therapist is away.
     *
     * @param to the first moment, or day, that no longer belongs to it
     */
    record RecordAbsence(
            @TargetAggregateIdentifier TherapistId therapistId,
            Moment from,
            Moment to,
            @Nullable Secret reason) implements TherapistCommand {

        public RecordAbsence {
            Moment.demandOrder(from, to);
        }

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_RECEPTION_AND_CLINICIANS;
        }
    }
}
