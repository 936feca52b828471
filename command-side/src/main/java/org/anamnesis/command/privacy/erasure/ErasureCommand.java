package org.anamnesis.command.privacy.erasure;

import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.events.Secret;
import org.anamnesis.events.privacy.ErasureId;
import org.anamnesis.events.privacy.SubjectId;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of an erasure. */
sealed interface ErasureCommand extends Command {

    ErasureId erasureId();

    @Override
    default ErasureId aggregate() {
        return erasureId();
    }

    @Override
    default Set<Role> permitted() {
        return By.PRIVACY;
    }

    /**
     * A client, a loved one or a therapist is to be forgotten. After the retention time they are at once; inside it only
     * when another privacy officer confirms it.
     *
     * @param legalGround the provision that allows it inside the retention time, e.g. {@code GDPR 17(1)(d)}
     * @param reason goes with what is erased
     */
    record EraseSubject(
            @MadeIfAbsent @TargetAggregateIdentifier ErasureId erasureId,
            SubjectId subjectId,

            @Nullable
            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9 §.,()/:-]{0,79}",
                    message = "a provision is expected, up to 80 letters, digits and . , ( ) / : - §")
            String legalGround,

            @Nullable Secret reason)
            implements ErasureCommand {}

    /** Another privacy officer agrees. */
    record ConfirmErasure(@TargetAggregateIdentifier ErasureId erasureId) implements ErasureCommand {}

    /** Somebody who was erased has come back with a restored copy of the database. */
    record RepeatErasure(@TargetAggregateIdentifier ErasureId erasureId, SubjectId subjectId)
            implements ErasureCommand {

        @Override
        public Set<Role> permitted() {
            return By.THE_PRACTICE_ITSELF;
        }
    }
}
