package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentId;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A consent.
 *
 * @param expires the first moment at which it no longer holds
 * @param revokedAt since when it is taken back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsentNow(
        ConsentId consentId,
        ClientId clientId,
        ConsentType type,
        Instant signedAt,
        @Nullable Instant expires,
        @Nullable Instant revokedAt) {

    static @Nullable ConsentNow fold(@Nullable ConsentNow before, Object event, Eyes eyes) {
        return switch (event) {
            case ConsentSigned signed ->
                new ConsentNow(
                        signed.consentId(),
                        signed.clientId(),
                        signed.type(),
                        signed.occurred().at(),
                        signed.expires(),
                        null);
            case ConsentRevoked revoked ->
                before == null ? null : before.revoked(revoked.occurred().at());
            default -> before;
        };
    }

    private ConsentNow revoked(Instant at) {
        return new ConsentNow(consentId, clientId, type, signedAt, expires, at);
    }
}
