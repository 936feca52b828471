package org.anamnesis.events.record;

import java.util.List;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.care.Purpose;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.intake.ClientId;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to the record of an expression. */
public sealed interface ExpressionEvent extends AboutClient, Clinical {

    ExpressionId expressionId();

    SessionId sessionId();

    /**
     * A client gave form to feelings in a session.
     *
     * @param catalogue the catalogue that the feelings' names come from, as {@code name@version}
     * @param outsideReason why a technique outside the therapist's catalogue was used
     * @param meaning what it means, in the client's own words
     */
    record ExpressionRecorded(
            ExpressionId expressionId,
            SessionId sessionId,
            ClientId clientId,
            ExpressiveTechnique technique,
            @Nullable Sealed outsideReason,
            String catalogue,
            List<Feeling> feelings,
            @Nullable Sealed meaning,
            ProposedBy proposedBy,
            Purpose purpose,
            @Nullable Product product,
            List<Ground> grounds,
            Occurred occurred,
            List<Flag> flags)
            implements ExpressionEvent, Grounded {}
}
