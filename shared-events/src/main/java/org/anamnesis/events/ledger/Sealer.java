package org.anamnesis.events.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.events.store.PostgresEventStore;
import org.anamnesis.events.store.Schemas;

/**
 * Seals what was added, at once where nothing was for a while, else twice a second. Nobody who adds to the history waits
 * for it.
 */
public final class Sealer extends Alone {

    private static final Duration EVERY = Duration.ofMillis(500);

    private final PostgresEventStore events;
    private final LedgerKeyFile keys;

    public Sealer(Schemas schemas, PostgresEventStore events, LedgerKeyFile keys) {
        super("ledger-sealer", 9, schemas.ledger());
        this.events = events;
        this.keys = keys;
    }

    @Override
    protected void workOn(Connection connection) throws SQLException, InterruptedException {
        List<Sealing> logs = new ArrayList<>();
        for (var log : Log.values()) {
            logs.add(new Sealing(connection, log, keys));
        }
        while (true) {
            var seen = events.news();
            var isAny = false;
            for (var each : logs) {
                isAny |= each.seal();
            }
            if (isAny) {
                pause(EVERY);
            } else {
                events.awaitNews(seen, EVERY);
            }
        }
    }
}
