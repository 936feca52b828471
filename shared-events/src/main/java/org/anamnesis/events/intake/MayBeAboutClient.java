package org.anamnesis.events.intake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event that stands in a client's record, if it is about one. */
public interface MayBeAboutClient {

    @Nullable
    ClientId clientId();

    /** The client in whose record an event stands. */
    static Optional<ClientId> client(Object event) {
        return event instanceof MayBeAboutClient about ? Optional.ofNullable(about.clientId()) : Optional.empty();
    }
}
