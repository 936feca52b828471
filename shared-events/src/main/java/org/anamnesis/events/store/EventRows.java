package org.anamnesis.events.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.schema.EventSerializer;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;

/** How a row of the event table is read: once for Axon, once for everybody else. */
final class EventRows {

    static final String COLUMNS = """
            position, event_id, aggregate_type, aggregate_identifier, sequence_number, recorded_at, type, revision,
            clinic, payload, metadata""";

    private EventRows() {}

    static Recorded<?> recorded(ResultSet row, EventSerializer json) throws SQLException {
        var type = row.getString("type");
        return new Recorded<>(
                json.read(type, row.getBytes("payload")),
                type,
                row.getObject("event_id", UUID.class),
                row.getLong("position"),
                row.getString("aggregate_type"),
                row.getObject("aggregate_identifier", UUID.class),
                row.getLong("sequence_number"),
                recordedAt(row),
                row.getObject("clinic", UUID.class),
                json.readMetadata(row.getBytes("metadata")));
    }

    static DomainEventData<?> domainEvent(ResultSet row) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString("aggregate_type"),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getString("event_id"),
                recordedAt(row),
                row.getString("type"),
                row.getString("revision"),
                row.getBytes("payload"),
                row.getBytes("metadata"));
    }

    static TrackedEventData<?> trackedEvent(ResultSet row) throws SQLException {
        return new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(row.getLong("position")), domainEvent(row));
    }

    private static Instant recordedAt(ResultSet row) throws SQLException {
        return row.getObject("recorded_at", OffsetDateTime.class).toInstant();
    }
}
