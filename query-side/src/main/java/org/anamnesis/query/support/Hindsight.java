package org.anamnesis.query.support;

import java.time.Clock;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.ledger.Ledger;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.store.Installation;
import org.springframework.stereotype.Component;

/** How far the history was known at a time that has come. The answer never changes. */
@Component
public class Hindsight {

    private final Ledger ledger;
    private final Installation installation;
    private final Clock clock;

    Hindsight(Ledger ledger, Installation installation, Clock clock) {
        this.ledger = ledger;
        this.installation = installation;
        this.clock = clock;
    }

    /**
     * The last position that was known; 0 if nothing was.
     *
     * @param knownAt an instant, or a day in the clinic's zone, whose end is meant
     */
    public long position(String knownAt) {
        var then = Span.past("knownAt", knownAt, installation.zone(), clock.instant());
        return ledger.knownAt(Log.EVENTS, then).map(Checkpoint::position).orElse(0L);
    }
}
