package org.anamnesis.query.licensing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.workforce.CredentialType;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * A credential as it stands.
 *
 * @param body who issued it
 * @param number its last characters
 * @param serviceTypes what it was given for
 * @param validTo the first day on which it no longer holds
 * @param verified when it was confirmed at its source
 * @param orders suspensions, restrictions and their ends, with when they take effect and when they were recorded
 * @param sessionsAffected sessions that the therapist held while it was suspended or revoked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CredentialRow(
        UUID credentialId,
        UUID therapistId,
        CredentialType type,
        @Nullable String body,
        String jurisdiction,
        @Nullable String number,
        List<ServiceType> serviceTypes,
        LocalDate validFrom,
        LocalDate validTo,
        boolean needsSupervision,
        Status status,
        List<Instant> verified,
        List<Order> orders,
        long sessionsAffected,
        List<UUID> evidence)
        implements ReportRow {

    /** How a credential stands. */
    enum Status {
        NOT_YET_VALID,
        ACTIVE,
        RESTRICTED,
        SUSPENDED,
        EXPIRED,
        REVOKED
    }

    /** Something that was ordered or done, in words, and both its times. */
    record Order(String what, Instant effective, Instant recorded) {

        @Override
        public String toString() {
            return what + " (recorded " + recorded + ")";
        }
    }

    @Override
    public String key() {
        return credentialId.toString();
    }

    @Override
    public UUID therapist() {
        return therapistId;
    }

    @Override
    public boolean stands() {
        return true;
    }
}
