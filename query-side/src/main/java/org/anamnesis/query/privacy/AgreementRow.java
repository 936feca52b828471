package org.anamnesis.query.privacy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * A consent that a client gave, or a notice that a client was given.
 *
 * @param kind {@code CONSENT} or {@code NOTICE}
 * @param type of consent, or version of the notice
 * @param elements what is recorded of it
 * @param since when it was signed or given
 * @param expires from when on it no longer holds by itself
 * @param revoked from when on it was taken back
 * @param state whether it held
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgreementRow(
        UUID clientId,
        String kind,
        UUID id,
        String type,
        List<String> elements,
        Instant since,
        @Nullable Instant expires,
        @Nullable Instant revoked,
        State state,
        boolean lateEntry,
        List<UUID> evidence,
        @JsonIgnore String key)
        implements ReportRow, ConcernsClient {

    /** Whether a consent holds; a notice was given for good. */
    enum State {
        ACTIVE,
        EXPIRED,
        REVOKED,
        GIVEN
    }

    @Override
    public UUID whose() {
        return clientId;
    }

    @Override
    public Instant took() {
        return since;
    }
}
