package org.anamnesis.events.workforce;

import java.time.LocalDate;
import java.util.List;
import org.anamnesis.events.Dated;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a licence or certificate. */
public sealed interface CredentialEvent {

    CredentialId credentialId();

    TherapistId therapistId();

    /**
     * A credential was put on file.
     *
     * @param body who issued it
     * @param validFrom the first day it holds
     * @param validTo the first day it no longer holds
     */
    record CredentialAdded(
            CredentialId credentialId,
            TherapistId therapistId,
            CredentialType type,
            Sealed body,
            Jurisdiction jurisdiction,
            Sealed number,
            List<ServiceType> serviceTypes,
            LocalDate validFrom,
            LocalDate validTo,
            boolean needsSupervision)
            implements CredentialEvent {}

    /** Somebody asked the issuing body, and the credential is what it claims to be. */
    record CredentialVerifiedAtSource(
            CredentialId credentialId,
            TherapistId therapistId,
            Occurred occurred,
            @Nullable Sealed method,
            @Nullable Sealed reason)
            implements CredentialEvent, Dated {}

    /**
     * It was renewed.
     *
     * @param before the first day it would no longer have held
     * @param validTo the first day it no longer holds now
     */
    record CredentialRenewed(
            CredentialId credentialId,
            TherapistId therapistId,
            LocalDate before,
            LocalDate validTo,
            Occurred occurred,
            @Nullable Sealed reason)
            implements CredentialEvent, Dated {}

    /** It entitles to nothing from a moment on, which may lie before it was recorded. */
    record CredentialSuspended(
            CredentialId credentialId,
            TherapistId therapistId,
            Occurred occurred,
            @Nullable Sealed reason) implements CredentialEvent, Dated {}

    /** Its suspension ended. */
    record SuspensionLifted(
            CredentialId credentialId,
            TherapistId therapistId,
            Occurred occurred,
            @Nullable Sealed reason) implements CredentialEvent, Dated {}

    /** It entitles to some services only from a moment on. */
    record CredentialRestricted(
            CredentialId credentialId,
            TherapistId therapistId,
            List<ServiceType> serviceTypes,
            Occurred occurred,
            @Nullable Sealed reason)
            implements CredentialEvent, Dated {}

    /** It was taken away for good, from a moment on. */
    record CredentialRevoked(
            CredentialId credentialId,
            TherapistId therapistId,
            Occurred occurred,
            @Nullable Sealed reason) implements CredentialEvent, Dated {}
}
