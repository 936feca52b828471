package org.anamnesis.events.intake;

import java.util.List;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a client's registration. */
public sealed interface ClientEvent extends AboutClient {

    /** Somebody became a client. */
    record ClientRegistered(
            ClientId clientId,
            Sealed name,
            Sealed birthDate,
            @Nullable Sealed contact,
            @Nullable Sealed emergencyContact,
            @Nullable SexForScoring sexForScoring,
            LegalStatus legalStatus,
            Jurisdiction jurisdiction)
            implements ClientEvent {}

    /** The client was given the notice of privacy practices (45 CFR 164.520, 42 CFR 2.22). */
    record PrivacyNoticeGiven(ClientId clientId, String version, Occurred occurred, List<Flag> flags)
            implements ClientEvent, Clinical {}

    /** What was on file about the client was wrong or is no longer so; this is what is right. */
    record ClientDetailsCorrected(
            ClientId clientId,
            Sealed name,
            Sealed birthDate,
            @Nullable Sealed contact,
            @Nullable Sealed emergencyContact,
            @Nullable SexForScoring sexForScoring,
            LegalStatus legalStatus,
            Jurisdiction jurisdiction)
            implements ClientEvent {}

    /** Nothing of the client's record may be erased until the hold is released. */
    record LegalHoldPlaced(ClientId clientId, Sealed reason) implements ClientEvent {}

    /** The hold ended. */
    record LegalHoldReleased(ClientId clientId, Sealed reason) implements ClientEvent {}
}
