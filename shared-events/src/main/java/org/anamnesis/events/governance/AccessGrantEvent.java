package org.anamnesis.events.governance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a grant of access to an outside body. */
public sealed interface AccessGrantEvent {

    AccessGrantId grantId();

    /**
     * An outside body may read some reports for a time, after it undertook in writing how it will use them (42 CFR 2.53).
     *
     * @param body which authority or organisation
     * @param recipient who it is there
     * @param undertaking what they undertook, or where it is kept
     * @param until the first moment at which it is over
     * @param copies whether what is read may be taken along
     * @param identities whether it tells who people are
     * @param destroyBy the last day on which copies may be kept; none where there are no copies
     */
    record AccessGranted(
            AccessGrantId grantId,
            String body,
            Sealed recipient,
            GrantPurpose purpose,
            Occurred undertakingSigned,
            Sealed undertaking,
            Scope scope,
            Instant from,
            Instant until,
            boolean copies,
            boolean identities,
            @Nullable LocalDate destroyBy,
            List<Ground> grounds)
            implements AccessGrantEvent, Grounded {}

    /** It was ended before its time, at once. */
    record AccessGrantEnded(AccessGrantId grantId, Sealed reason, Instant endedAt) implements AccessGrantEvent {}

    /** The body confirmed that it has destroyed its copies. */
    record CopiesDestroyed(AccessGrantId grantId, @Nullable Sealed note, Occurred occurred, List<Flag> flags)
            implements AccessGrantEvent, Clinical {}
}
