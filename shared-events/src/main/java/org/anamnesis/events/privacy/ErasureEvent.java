package org.anamnesis.events.privacy;

import java.util.List;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.MayBeAboutClient;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to an erasure. It stands in the record of the client whom it is about, if there is one. */
public sealed interface ErasureEvent extends MayBeAboutClient, Grounded {

    ErasureId erasureId();

    /**
     * Somebody is to be erased. Inside the retention time another privacy officer has to confirm it.
     *
     * @param legalGround the provision that allows it inside the retention time; none where it was over
     * @param reason sealed under the subject's own key, so that it goes with them
     */
    record ErasureRequested(
            ErasureId erasureId,
            SubjectId subjectId,
            SubjectKind subject,
            @Nullable ClientId clientId,
            @Nullable String legalGround,
            @Nullable Sealed reason,
            List<Ground> grounds)
            implements ErasureEvent {}

    /** The keys of somebody's texts were destroyed for good. What happened stays in the history; who it was does not. */
    record SubjectErased(
            ErasureId erasureId,
            SubjectId subjectId,
            SubjectKind subject,
            @Nullable ClientId clientId,
            ErasureCause cause,
            @Nullable String legalGround,
            List<Ground> grounds)
            implements ErasureEvent {}
}
