package org.anamnesis.events.privacy;

import java.time.Instant;
import java.util.List;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.intake.ClientId;
import org.jspecify.annotations.Nullable;

/** Everything that can happen when somebody breaks the glass before a client's record. */
public sealed interface BreakGlassEvent extends AboutClient, Clinical {

    BreakGlassId breakGlassId();

    /**
     * Somebody who has no relation to the client opened the record in an emergency (45 CFR 164.312(a)(2)(ii)).
     *
     * @param account the sign-in to which it is open
     * @param until the first moment at which it is closed again
     */
    record BreakGlassInvoked(
            BreakGlassId breakGlassId,
            ClientId clientId,
            String account,
            Sealed reason,
            Instant until,
            Occurred occurred,
            List<Flag> flags)
            implements BreakGlassEvent {}

    /** Somebody else looked into whether it was right. */
    record BreakGlassReviewed(
            BreakGlassId breakGlassId,
            ClientId clientId,
            BreakGlassVerdict verdict,
            @Nullable Sealed note,
            Occurred occurred,
            List<Flag> flags)
            implements BreakGlassEvent {}
}
