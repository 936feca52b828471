package org.anamnesis.command.workforce.credential;

import jakarta.validation.constraints.NotEmpty;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Secret;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.CredentialId;
import org.anamnesis.events.workforce.CredentialType;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a credential. */
sealed interface CredentialCommand extends Command {

    CredentialId credentialId();

    @Override
    default CredentialId aggregate() {
        return credentialId();
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
     * A credential is put on file.
     *
     * @param validTo the first day it no longer holds
     */
    record AddCredential(
            @MadeIfAbsent @TargetAggregateIdentifier CredentialId credentialId,
            TherapistId therapistId,
            CredentialType type,
            Secret body,
            Jurisdiction jurisdiction,
            Secret number,
            @NotEmpty List<ServiceType> serviceTypes,
            LocalDate validFrom,
            LocalDate validTo,
            boolean needsSupervision)
            implements CredentialCommand {

        public AddCredential {
            if (!validFrom.isBefore(validTo)) {
                throw new IllegalArgumentException("validTo is the first day it no longer holds, after validFrom");
            }
        }
    }

    /** The issuing body was asked, and confirmed it. */
    record VerifyCredential(
            @TargetAggregateIdentifier CredentialId credentialId,
            @Nullable Moment effectiveFrom,
            @Nullable Secret method,
            @Nullable Secret reason)
            implements CredentialCommand {}

    /**
     * It holds for longer.
     *
     * @param validTo the first day it no longer holds, later than before
     */
    record RenewCredential(
            @TargetAggregateIdentifier CredentialId credentialId,
            LocalDate validTo,
            @Nullable Moment effectiveFrom,
            @Nullable Secret reason)
            implements CredentialCommand {}

    /**
     * The issuing body suspends it.
     *
     * @param effectiveFrom from when on; it may lie in the past
     */
    record SuspendCredential(
            @TargetAggregateIdentifier CredentialId credentialId,
            @Nullable Moment effectiveFrom,
            @Nullable Secret reason)
            implements CredentialCommand {}

    /**
     * The suspension ends.
     *
     * @param effectiveFrom from when on; not before the suspension began
     */
    record LiftSuspension(
            @TargetAggregateIdentifier CredentialId credentialId,
            @Nullable Moment effectiveFrom,
            @Nullable Secret reason)
            implements CredentialCommand {}

    /**
     * The issuing body restricts it.
     *
     * @param scope the services to which it still entitles
     * @param effectiveFrom from when on; it may lie in the past
     */
    record RestrictCredential(
            @TargetAggregateIdentifier CredentialId credentialId,
            @NotEmpty List<ServiceType> scope,
            @Nullable Moment effectiveFrom,
            @Nullable Secret reason)
            implements CredentialCommand {}

    /**
     * The issuing body takes it away for good.
     *
     * @param effectiveFrom from when on; it may lie in the past
     */
    record RevokeCredential(
            @TargetAggregateIdentifier CredentialId credentialId,
            @Nullable Moment effectiveFrom,
            @Nullable Secret reason)
            implements CredentialCommand {}
}
