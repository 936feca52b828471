package org.anamnesis.command.privacy.erasure;

import java.time.Instant;
import java.util.UUID;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.SubjectId;
import org.anamnesis.events.privacy.SubjectKind;
import org.jspecify.annotations.Nullable;

/** Whom one can erase, and what stands against it. */
interface Subjects {

    /**
     * Somebody whose data is kept.
     *
     * @param clientId in whose record they stand; none for a therapist
     * @param isHeld whether a record that they stand in, or answer for, is under a legal hold
     * @param isOpen whether there is an open episode of care in such a record
     * @param closedAt since when the last such record is closed; none if there is no such record
     */
    record Known(
            SubjectId subjectId,
            SubjectKind kind,
            @Nullable ClientId clientId,
            boolean isErased,
            boolean isHeld,
            boolean isOpen,
            @Nullable Instant closedAt) {}

    /**
     * Who it is; nobody opens an episode or places a hold for them until the decision is stored.
     *
     * @param field where in the command the id stands
     */
    Known alone(UUID clinic, SubjectId subjectId, String field);
}
