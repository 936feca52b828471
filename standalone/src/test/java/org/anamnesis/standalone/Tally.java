package org.anamnesis.standalone;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.AboutClient;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.query.support.Fold;
import org.axonframework.config.ProcessingGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A view that counts the events of each client: one that is missed or folded twice is never forgotten. */
@ProcessingGroup("tally-1")
final class Tally implements Fold<UUID, Tally.Count> {

    /** What history says itself. */
    static final String FROM_HISTORY = """
            select client as client_id, count(*) as events, sum(position)::bigint as positions from history.event
            where client is not null group by client""";

    /** The clients at whose events it fails. */
    static final Set<UUID> BROKEN = ConcurrentHashMap.newKeySet();

    record Count(UUID clientId, long events, long positions) {}

    Tally(Schemas schemas) {
        schemas.migrate("views");
        JdbcClient.create(schemas.owner()).sql("""
                        create table if not exists views.tally_1 (client_id uuid primary key, events bigint not null,
                            positions bigint not null);
                        grant select on views.tally_1 to anamnesis_reader;
                        grant select, insert, update, delete, truncate on views.tally_1 to anamnesis_writer""").update();
    }

    @Override
    public Collection<UUID> keys(Recorded<?> recorded) {
        return recorded.event() instanceof AboutClient event
                ? List.of(event.clientId().value())
                : List.of();
    }

    @Override
    public Count fold(@Nullable Count row, Recorded<?> recorded) {
        var client = ((AboutClient) recorded.event()).clientId().value();
        if (BROKEN.contains(client)) {
            throw new IllegalStateException("canary");
        }
        return row == null
                ? new Count(client, 1, recorded.position())
                : new Count(client, row.events() + 1, row.positions() + recorded.position());
    }

    @Override
    public Class<Count> row() {
        return Count.class;
    }
}
