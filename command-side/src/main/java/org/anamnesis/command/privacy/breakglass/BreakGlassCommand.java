package org.anamnesis.command.privacy.breakglass;

import java.util.EnumSet;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Secret;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.BreakGlassId;
import org.anamnesis.events.privacy.BreakGlassVerdict;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a breaking of the glass. */
sealed interface BreakGlassCommand extends Command {

    BreakGlassId breakGlassId();

    @Override
    default BreakGlassId aggregate() {
        return breakGlassId();
    }

    /** Whoever breaks the glass has no relation to the client; whoever reviews it needs none. */
    @Override
    default @Nullable Regarding regarding() {
        return null;
    }

    /**
     * Somebody who treats opens the record of a client who is not theirs, to read it for as long as the rules say.
     * All they read is marked, and a privacy officer has to review it.
     */
    record InvokeBreakGlass(
            @MadeIfAbsent @TargetAggregateIdentifier BreakGlassId breakGlassId, ClientId clientId, Secret reason)
            implements BreakGlassCommand {

        @Override
        public Set<Role> permitted() {
            return EnumSet.of(Role.CLINICIAN, Role.COVERING_CLINICIAN, Role.SUPERVISOR);
        }
    }

    /** A privacy officer looked into it. */
    record ReviewBreakGlass(
            @TargetAggregateIdentifier BreakGlassId breakGlassId,
            BreakGlassVerdict verdict,
            @Nullable Secret note) implements BreakGlassCommand {

        @Override
        public Set<Role> permitted() {
            return By.PRIVACY;
        }
    }
}
