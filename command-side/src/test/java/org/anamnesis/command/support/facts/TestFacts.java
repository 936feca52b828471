package org.anamnesis.command.support.facts;

import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.NOW;

import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.fixtures.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shared facts, on a real database, as events have made them. */
public final class TestFacts {

    public final JdbcClient sql = TestPostgres.migrated().sql();
    public final Clients clients = new Clients(sql);
    public final Therapists therapists = new Therapists(sql);
    public final Places places = new Places(sql);
    public final Consents consents = new Consents(sql);
    public final Episodes episodes = new Episodes(sql);
    public final Sessions sessions = new Sessions(sql);
    public final LovedOnes lovedOnes = new LovedOnes(sql);
    public final Supervisions supervisions = new Supervisions(sql);
    public final RuleProfiles profiles = new RuleProfiles(sql, new EventSerializer());

    /** Lets all tables hear of events. */
    public TestFacts given(Object... events) {
        for (var event : events) {
            var recorded = recorded(event);
            for (var table :
                    new FactTable[] {clients, therapists, places, consents, episodes, sessions, lovedOnes, supervisions
                    }) {
                table.note(recorded);
            }
        }
        return this;
    }

    /** An event as if it had been recorded. */
    public static Recorded<?> recorded(Object event) {
        return recorded(event, 1);
    }

    /** The same, at a place in the history. */
    public static Recorded<?> recorded(Object event, long position) {
        return new Recorded<>(
                event,
                event.getClass().getSimpleName(),
                UUID.nameUUIDFromBytes(event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                position,
                "",
                new UUID(0, 0),
                0,
                NOW,
                CLINIC,
                Map.of());
    }
}
