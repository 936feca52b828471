package org.anamnesis.command.workforce.supervision;

import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.SupervisionId;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of an agreement of supervision. */
sealed interface SupervisionCommand extends Command {

    SupervisionId supervisionId();

    @Override
    default SupervisionId aggregate() {
        return supervisionId();
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
     * One therapist supervises the work of another from now on.
     *
     * @param therapistId who is supervised
     */
    record AgreeSupervision(
            @MadeIfAbsent @TargetAggregateIdentifier SupervisionId supervisionId,
            TherapistId therapistId,
            TherapistId supervisorId,
            @Nullable Moment occurredAt)
            implements SupervisionCommand {}

    /** It ends. */
    record EndSupervision(
            @TargetAggregateIdentifier SupervisionId supervisionId,
            @Nullable Moment occurredAt) implements SupervisionCommand {}
}
