package org.anamnesis.query.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.anamnesis.query.support.AccessRecords.AccessRecord;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * A look at a client's data.
 *
 * @param actor who looked, on whose behalf where for somebody else, and in which role
 * @param what was asked
 * @param purpose of use, and what permits it
 * @param rows how many were shown
 * @param outcome {@code PERMITTED}, or why not
 * @param breakGlassId the emergency that alone permitted it
 * @param grantId the grant that alone permitted it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LookRow(
        long id,
        Instant at,
        UUID clientId,
        String actor,
        @Nullable String onBehalfOf,
        @Nullable String role,
        String what,
        @Nullable String purpose,
        @Nullable String legalBasis,
        int rows,
        String outcome,
        @Nullable UUID breakGlassId,
        @Nullable UUID grantId,
        String requestId)
        implements ReportRow, ConcernsClient {

    static LookRow of(AccessRecord look, UUID client) {
        return new LookRow(
                look.id(),
                look.at(),
                client,
                look.actor(),
                look.onBehalfOf(),
                look.role(),
                look.kind(),
                look.purpose(),
                look.legalBasis(),
                look.answered(),
                look.outcome(),
                look.breakGlass(),
                look.accessGrant(),
                look.requestId());
    }

    @Override
    public String key() {
        return String.valueOf(id);
    }

    @Override
    public UUID whose() {
        return clientId;
    }

    @Override
    public Instant took() {
        return at;
    }
}
