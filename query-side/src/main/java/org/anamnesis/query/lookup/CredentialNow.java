package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
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
        @Nullable Instant verifiedAt) {

    static @Nullable CredentialNow fold(@Nullable CredentialNow before, Object event, Eyes eyes) {
        return switch (event) {
            case CredentialAdded added ->
                new CredentialNow(
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
                        null);
            case CredentialVerifiedAtSource verified ->
                before == null ? null : before.verified(verified.occurred().at());
            default -> before;
        };
    }

    private CredentialNow verified(Instant at) {
        var latest = verifiedAt == null || at.isAfter(verifiedAt) ? at : verifiedAt;
        return new CredentialNow(
                credentialId,
                therapistId,
                type,
                body,
                jurisdiction,
                number,
                serviceTypes,
                validFrom,
                validTo,
                needsSupervision,
                latest);
    }
}
