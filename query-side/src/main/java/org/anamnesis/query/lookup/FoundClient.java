package org.anamnesis.query.lookup;

import java.util.UUID;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.anamnesis.query.support.ConcernsClient;
import org.jspecify.annotations.Nullable;

/** A client who was found, as one tells them apart. */
record FoundClient(
        ClientId clientId, @Nullable String name, @Nullable String birthDate) implements ConcernsClient {

    @Override
    public UUID whose() {
        return clientId.value();
    }

    static @Nullable FoundClient fold(@Nullable FoundClient before, Object event, Eyes eyes) {
        return switch (event) {
            case ClientRegistered client ->
                new FoundClient(client.clientId(), eyes.read(client.name()), eyes.read(client.birthDate()));
            case ClientDetailsCorrected client ->
                new FoundClient(client.clientId(), eyes.read(client.name()), eyes.read(client.birthDate()));
            default -> before;
        };
    }
}
