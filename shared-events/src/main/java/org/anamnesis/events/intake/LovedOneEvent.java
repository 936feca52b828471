package org.anamnesis.events.intake;

import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to what is known of a loved one. */
public sealed interface LovedOneEvent extends AboutClient {

    LovedOneId lovedOneId();

    /** A client said who is close. Who that is is sealed under the loved one's own key, not the client's. */
    record LovedOneNamed(
            LovedOneId lovedOneId,
            ClientId clientId,
            Relation relation,
            Sealed name,
            @Nullable Sealed contact) implements LovedOneEvent {}
}
