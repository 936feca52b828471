package org.anamnesis.events.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.schema.UnknownEvent;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.UnknownSerializedType;

/**
 * An event on its way to those who follow the history. What it says is read only when asked for, so that one that cannot
 * be read holds nobody up before it is its turn; whose it is and where it stands is known without.
 */
public final class FollowedEvent extends GenericTrackedDomainEventMessage<Object> {

    private static final long serialVersionUID = 1;

    private final String storedAs;
    private final UUID clinic;
    private final UUID follows;

    private FollowedEvent(
            TrackingToken token,
            String aggregateType,
            UUID aggregate,
            long sequence,
            Message<Object> said,
            Instant recordedAt,
            String storedAs,
            UUID clinic,
            UUID follows) {
        super(token, aggregateType, aggregate.toString(), sequence, said, recordedAt);
        this.storedAs = storedAs;
        this.clinic = clinic;
        this.follows = follows;
    }

    static FollowedEvent of(ResultSet row, EventSerializer json) throws SQLException {
        var data = EventRows.domainEvent(row);
        var aggregate = row.getObject("aggregate_identifier", UUID.class);
        var client = row.getObject("client", UUID.class);
        return new FollowedEvent(
                new GlobalSequenceTrackingToken(row.getLong("position")),
                data.getType(),
                aggregate,
                data.getSequenceNumber(),
                new SerializedMessage<>(
                        data.getEventIdentifier(),
                        new LazyDeserializingObject<>(data.getPayload(), json),
                        new LazyDeserializingObject<>(data.getMetaData(), json)),
                data.getTimestamp(),
                row.getString("type"),
                row.getObject("clinic", UUID.class),
                client == null ? aggregate : client);
    }

    /** By which id those who follow the history keep events in order: the client's, else the aggregate's. */
    public UUID follows() {
        return follows;
    }

    public UUID clinic() {
        return clinic;
    }

    public UUID eventId() {
        return UUID.fromString(getIdentifier());
    }

    public long position() {
        return trackingToken().position().orElseThrow();
    }

    /** The name under which it is stored. */
    public String storedAs() {
        return storedAs;
    }

    /** The event as history holds it; throws what goes wrong when it is read. */
    public Recorded<?> recorded() {
        Map<String, String> metadata = new TreeMap<>();
        getMetaData().forEach((key, value) -> metadata.put(key, String.valueOf(value)));
        return new Recorded<>(
                getPayload() instanceof UnknownSerializedType ? new UnknownEvent(storedAs) : getPayload(),
                storedAs,
                eventId(),
                position(),
                getType(),
                UUID.fromString(getAggregateIdentifier()),
                getSequenceNumber(),
                getTimestamp(),
                clinic,
                metadata);
    }

    @Override
    public FollowedEvent withTrackingToken(TrackingToken token) {
        return new FollowedEvent(
                token,
                getType(),
                UUID.fromString(getAggregateIdentifier()),
                getSequenceNumber(),
                getDelegate(),
                getTimestamp(),
                storedAs,
                clinic,
                follows);
    }
}
