package org.anamnesis.command.intake.lovedone;

import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Secret;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.LovedOneId;
import org.anamnesis.events.intake.Relation;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of what is known of a loved one. */
sealed interface LovedOneCommand extends Command {

    LovedOneId lovedOneId();

    @Override
    default LovedOneId aggregate() {
        return lovedOneId();
    }

    @Override
    default Set<Role> permitted() {
        return By.RECORDS_RECEPTION_AND_CLINICIANS;
    }

    /** A client says who is close. */
    record NameLovedOne(
            @MadeIfAbsent @TargetAggregateIdentifier LovedOneId lovedOneId,
            ClientId clientId,
            Relation relation,
            Secret name,
            @Nullable Secret contact)
            implements LovedOneCommand {

        @Override
        public Regarding regarding() {
            return new Regarding(clientId, "clientId");
        }
    }
}
