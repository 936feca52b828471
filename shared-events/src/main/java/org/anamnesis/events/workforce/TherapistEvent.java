package org.anamnesis.events.workforce;

import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a therapist's employment. */
public sealed interface TherapistEvent {

    TherapistId therapistId();

    /**
     * Somebody began to work here as a therapist.
     *
     * @param account the token subject that acts as this therapist
     */
    record TherapistRegistered(
            TherapistId therapistId,
            Sealed name,
            @Nullable Sealed email,
            @Nullable String account) implements TherapistEvent {}
}
