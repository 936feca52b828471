package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentId;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A consent.
 *
 * @param expires the first moment at which it no longer holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsentNow(
        ConsentId consentId,
        ClientId clientId,
        ConsentType type,
        Instant signedAt,
        @Nullable Instant expires) {

    static @Nullable ConsentNow fold(@Nullable ConsentNow before, Object event, Eyes eyes) {
        return event instanceof ConsentSigned signed
                ? new ConsentNow(
                        signed.consentId(),
                        signed.clientId(),
                        signed.type(),
                        signed.occurred().at(),
                        signed.expires())
                : before;
    }
}
