package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRenewed;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRestricted;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRevoked;
import org.anamnesis.events.workforce.CredentialEvent.CredentialSuspended;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
import org.anamnesis.events.workforce.CredentialEvent.SuspensionLifted;
import org.anamnesis.events.workforce.CredentialId;
import org.anamnesis.events.workforce.CredentialType;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A credential.
 *
 * @param validTo the first day it no longer holds
 * @param serviceTypes to what it entitles; fewer once it is restricted
 * @param state whether it entitles at all; its period aside
 * @param stateFrom from when on it is so
 * @param verifiedAt when it was last confirmed at its source
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CredentialNow(
        CredentialId credentialId,
        TherapistId therapistId,
        CredentialType type,
        @Nullable String body,
        Jurisdiction jurisdiction,
        @Nullable String number,
        List<ServiceType> serviceTypes,
        LocalDate validFrom,
        LocalDate validTo,
        boolean needsSupervision,
        State state,
        @Nullable Instant stateFrom,
        @Nullable Instant verifiedAt) {

    enum State {
        ACTIVE,
        RESTRICTED,
        SUSPENDED,
        REVOKED
    }

    static @Nullable CredentialNow fold(@Nullable CredentialNow before, Object event, Eyes eyes) {
        if (event instanceof CredentialAdded added) {
            return of(added, eyes);
        }
        if (before == null) {
            return null;
        }
        return switch (event) {
            case CredentialVerifiedAtSource verified ->
                before.verified(verified.occurred().at());
            case CredentialRenewed renewed -> before.until(renewed.validTo());
            case CredentialSuspended suspended -> before.is(State.SUSPENDED, suspended.occurred(), before.serviceTypes);
            case SuspensionLifted lifted -> before.is(State.ACTIVE, lifted.occurred(), before.serviceTypes);
            case CredentialRestricted restricted ->
                before.is(State.RESTRICTED, restricted.occurred(), restricted.serviceTypes());
            case CredentialRevoked revoked -> before.is(State.REVOKED, revoked.occurred(), before.serviceTypes);
            default -> before;
        };
    }

    private static CredentialNow of(CredentialAdded added, Eyes eyes) {
        return new CredentialNow(
                added.credentialId(),
                added.therapistId(),
                added.type(),
                eyes.read(added.body()),
                added.jurisdiction(),
                eyes.read(added.number()),
                added.serviceTypes(),
                added.validFrom(),
                added.validTo(),
                added.needsSupervision(),
                State.ACTIVE,
                null,
                null);
    }

    private CredentialNow verified(Instant at) {
        var latest = verifiedAt == null || at.isAfter(verifiedAt) ? at : verifiedAt;
        return with(serviceTypes, validTo, state, stateFrom, latest);
    }

    private CredentialNow until(LocalDate day) {
        return with(serviceTypes, day, state, stateFrom, verifiedAt);
    }

    private CredentialNow is(State now, Occurred from, List<ServiceType> services) {
        return with(services, validTo, now, from.at(), verifiedAt);
    }

    private CredentialNow with(
            List<ServiceType> services,
            LocalDate until,
            State now,
            @Nullable Instant from,
            @Nullable Instant verified) {
        return new CredentialNow(
                credentialId,
                therapistId,
                type,
                body,
                jurisdiction,
                number,
                services,
                validFrom,
                until,
                needsSupervision,
                now,
                from,
                verified);
    }
}
