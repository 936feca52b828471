package org.anamnesis.command.workforce.therapist;

import jakarta.validation.constraints.Size;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.events.Secret;
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
}
