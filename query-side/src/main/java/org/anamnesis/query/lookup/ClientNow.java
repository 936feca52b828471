package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientEvent.PrivacyNoticeGiven;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.events.intake.SexForScoring;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A client.
 *
 * @param privacyNotice the edition that was given last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientNow(
        ClientId clientId,
        @Nullable String name,
        @Nullable String birthDate,
        @Nullable String contact,
        @Nullable String emergencyContact,
        @Nullable SexForScoring sexForScoring,
        LegalStatus legalStatus,
        Jurisdiction jurisdiction,
        @Nullable String privacyNotice) {

    static @Nullable ClientNow fold(@Nullable ClientNow before, Object event, Eyes eyes) {
        return switch (event) {
            case ClientRegistered client ->
                new ClientNow(
                        client.clientId(),
                        eyes.read(client.name()),
                        eyes.read(client.birthDate()),
                        eyes.read(client.contact()),
                        eyes.read(client.emergencyContact()),
                        client.sexForScoring(),
                        client.legalStatus(),
                        client.jurisdiction(),
                        null);
            case ClientDetailsCorrected client ->
                new ClientNow(
                        client.clientId(),
                        eyes.read(client.name()),
                        eyes.read(client.birthDate()),
                        eyes.read(client.contact()),
                        eyes.read(client.emergencyContact()),
                        client.sexForScoring(),
                        client.legalStatus(),
                        client.jurisdiction(),
                        before == null ? null : before.privacyNotice);
            case PrivacyNoticeGiven given -> before == null ? null : before.given(given.version());
            default -> before;
        };
    }

    private ClientNow given(String version) {
        return new ClientNow(
                clientId,
                name,
                birthDate,
                contact,
                emergencyContact,
                sexForScoring,
                legalStatus,
                jurisdiction,
                version);
    }
}
