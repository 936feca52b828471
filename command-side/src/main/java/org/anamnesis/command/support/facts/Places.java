package org.anamnesis.command.support.facts;

import java.time.ZoneId;
import java.util.UUID;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which places there are, and what time and law hold there. */
@Component
public class Places implements FactTable {

    private final JdbcClient sql;

    Places(@Qualifier("commands") JdbcClient sql) {
        this.sql = sql;
    }

    /** A place that is known. */
    public record Known(PlaceId placeId, ZoneId zone, Jurisdiction jurisdiction) {}

    /**
     * The place with this id.
     *
     * @param field where in the command the id stands
     */
    public Known get(UUID clinic, PlaceId placeId, String field) {
        return sql.sql("""
                        select zone, jurisdiction from history.fact_place
                        where place_id = ? and clinic = ? for share""")
                .params(placeId.value(), clinic)
                .query((row, i) -> new Known(
                        placeId, ZoneId.of(row.getString("zone")), new Jurisdiction(row.getString("jurisdiction"))))
                .optional()
                .orElseThrow(Unknown.id(field));
    }

    @Override
    public String table() {
        return "fact_place";
    }

    @Override
    public void note(Recorded<?> recorded) {
        if (recorded.event() instanceof PlaceRegistered event) {
            sql.sql("""
                            insert into history.fact_place (clinic, place_id, zone, jurisdiction, event_id)
                            values (?, ?, ?, ?, ?)""")
                    .params(
                            recorded.clinic(),
                            event.placeId().value(),
                            event.zone().getId(),
                            event.jurisdiction().code(),
                            recorded.eventId())
                    .update();
        }
    }
}
