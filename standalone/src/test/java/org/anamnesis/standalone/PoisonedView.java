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
import org.anamnesis.standalone.PoisonedView.Seen;
import org.axonframework.config.ProcessingGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A view that lists, for each client or thing, the events it has seen; and fails on those that it is told to. */
@ProcessingGroup(PoisonedView.VIEW)
final class PoisonedView implements Fold<UUID, Seen> {

    static final String VIEW = "poisoned-1";
    static final String SECRET = "Kanarienvogel-Zk4";

    /** The ids of events that cannot be folded, and of clients none of whose events can. */
    static final Set<UUID> POISON = ConcurrentHashMap.newKeySet();

    /** What was seen of one client or thing: positions, in the order in which they came. */
    record Seen(UUID id, String positions) {}

    PoisonedView(Schemas schemas) {
        schemas.migrate("views");
        var owner = JdbcClient.create(schemas.owner());
        owner.sql("create table if not exists views.poisoned_1 (id uuid primary key, positions text not null)")
                .update();
        owner.sql("grant select, insert, update, delete, truncate on views.poisoned_1 to anamnesis_writer")
                .update();
    }

    @Override
    public Collection<UUID> keys(Recorded<?> recorded) {
        return List.of(
                recorded.event() instanceof AboutClient event ? event.clientId().value() : recorded.aggregateId());
    }

    @Override
    public Seen fold(@Nullable Seen row, Recorded<?> recorded) {
        var id = keys(recorded).iterator().next();
        if (POISON.contains(recorded.eventId()) || POISON.contains(id)) {
            throw new IllegalStateException(SECRET);
        }
        return new Seen(id, (row == null ? "" : row.positions() + " ") + recorded.position());
    }

    @Override
    public Class<Seen> row() {
        return Seen.class;
    }
}
