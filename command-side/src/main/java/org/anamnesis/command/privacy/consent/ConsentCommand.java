package org.anamnesis.command.privacy.consent;

import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ConsentId;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a consent. */
sealed interface ConsentCommand extends Command {

    ConsentId consentId();

    @Override
    default ConsentId aggregate() {
        return consentId();
    }

    @Override
    default Set<Role> permitted() {
        return By.RECORDS_RECEPTION_AND_CLINICIANS;
    }

    /**
     * The client agrees in writing.
     *
     * @param expires from when on it no longer holds; open-ended if absent
     */
    record SignConsent(
            @MadeIfAbsent @TargetAggregateIdentifier ConsentId consentId,
            ClientId clientId,
            ConsentType type,
            Moment signedAt,
            @Nullable Moment expires)
            implements ConsentCommand {

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
     * The client takes it back; what was done in reliance on it before stays done.
     *
     * @param scope how much of it; all of it, if absent
     */
    record RevokeConsent(
            @TargetAggregateIdentifier ConsentId consentId,
            @Nullable Scope scope,
            @Nullable Moment occurredAt) implements ConsentCommand {}

    /** How much of a consent is taken back. */
    enum Scope {
        ALL
    }
}
