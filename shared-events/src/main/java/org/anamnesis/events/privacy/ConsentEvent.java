package org.anamnesis.events.privacy;

import java.time.Instant;
import java.util.List;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.intake.ClientId;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a consent. */
public sealed interface ConsentEvent extends AboutClient, Clinical {

    ConsentId consentId();

    /**
     * The client agreed in writing.
     *
     * @param expires the first moment at which it no longer holds; none when open-ended
     */
    record ConsentSigned(
            ConsentId consentId,
            ClientId clientId,
            ConsentType type,
            Occurred occurred,
            @Nullable Instant expires,
            List<Flag> flags)
            implements ConsentEvent {}

    /** The client took the consent back. What was done in reliance on it before stays done. */
    record ConsentRevoked(ConsentId consentId, ClientId clientId, ConsentType type, Occurred occurred, List<Flag> flags)
            implements ConsentEvent {}
}
