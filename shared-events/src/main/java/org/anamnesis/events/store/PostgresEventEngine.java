package org.anamnesis.events.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.MayBeAboutClient;
import org.anamnesis.events.schema.EventNames;
import org.anamnesis.events.schema.EventSerializer;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The event table, for Axon. Appends and reads of an aggregate run on the command's own connection, in its transaction;
 * the tail is read by whoever follows the history, behind the {@link Fence}.
 */
final class PostgresEventEngine extends BatchingEventStorageEngine {

    /** The metadata key under which a command, and so its events, says whose history it belongs to. */
    static final String CLINIC = "clinic";

    static final int BATCH = 1000;

    private final JdbcClient commands;
    private final JdbcClient tail;
    private final EventSerializer json;
    private final Clock clock;

    /** Events are recorded by this clock, and not by Axon's, which all applications of one process have in common. */
    PostgresEventEngine(JdbcClient commands, JdbcClient tail, EventSerializer json, Clock clock) {
        super(
                new Builder() {}.batchSize(BATCH)
                        .eventSerializer(json)
                        .snapshotSerializer(json)
                        .persistenceExceptionResolver(DuplicateKeyException.class::isInstance));
        this.commands = commands;
        this.tail = tail;
        this.json = json;
        this.clock = clock;
    }

    /** Appends, and says where the events stand now. */
    List<Recorded<?>> append(List<? extends EventMessage<?>> messages) {
        var recordedAt = now();
        var values = new ArrayList<Object>(messages.size() * 11);
        for (var message : messages) {
            if (!(message instanceof DomainEventMessage<?> event)) {
                throw new IllegalArgumentException("only an aggregate may add to the history");
            }
            values.add(UUID.fromString(event.getAggregateIdentifier()));
            values.add(event.getSequenceNumber());
            values.add(UUID.fromString(event.getIdentifier()));
            values.add(event.getType());
            values.add(event.getPayloadType().getSimpleName());
            values.add(EventNames.revisionOf(event.getPayloadType()));
            values.add(recordedAt.atOffset(ZoneOffset.UTC));
            values.add(clinic(event));
            values.add(client(event.getPayload()));
            values.add(json.write(event.getPayload()));
            values.add(json.write(event.getMetaData()));
        }
        var rows = String.join(", ", Collections.nCopies(messages.size(), "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        try {
            var positions = commands.sql("""
                            insert into history.event (aggregate_identifier, sequence_number, event_id, aggregate_type,
                                type, revision, recorded_at, clinic, client, payload, metadata)
                            values\s""" + rows + " returning position")
                    .params(values)
                    .query(Long.class)
                    .list();
            var recorded = new ArrayList<Recorded<?>>(messages.size());
            for (int i = 0; i < messages.size(); i++) {
                recorded.add(recorded((DomainEventMessage<?>) messages.get(i), positions.get(i), recordedAt));
            }
            return recorded;
        } catch (DuplicateKeyException taken) {
            handlePersistenceException(taken, messages.getFirst());
            throw taken;
        }
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        append(events);
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        return commands.sql("select " + EventRows.COLUMNS + """
                         from history.event
                        where aggregate_identifier = ? and sequence_number >= ? and clinic = ?
                        order by sequence_number limit ?""")
                .params(UUID.fromString(aggregateIdentifier), firstSequenceNumber, currentClinic(), batchSize)
                .query((row, i) -> EventRows.domainEvent(row))
                .list();
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        return after(lastToken, batchSize, (row, i) -> EventRows.trackedEvent(row));
    }

    /** The next events after a token, at most {@link #BATCH}, as messages. */
    List<FollowedEvent> tail(@Nullable TrackingToken after) {
        return after(after, BATCH, (row, i) -> FollowedEvent.of(row, json));
    }

    private <T> List<T> after(@Nullable TrackingToken token, int limit, RowMapper<T> event) {
        var bound = Fence.EVENTS.bound(tail);
        return tail.sql("select " + EventRows.COLUMNS
                        + ", client from history.event where position > ? and position <= ? order by position limit ?")
                .params(positionOf(token), bound, limit)
                .query(event)
                .list();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return commands.sql("select max(sequence_number) from history.event where aggregate_identifier = ?")
                .params(UUID.fromString(aggregateIdentifier))
                .query(Long.class)
                .optional();
    }

    Optional<Long> lastSequence(UUID clinic, UUID aggregate) {
        return commands.sql(
                        "select max(sequence_number) from history.event where aggregate_identifier = ? and clinic = ?")
                .params(aggregate, clinic)
                .query(Long.class)
                .optional();
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return tokenAtOrBefore("position <= ?", Fence.EVENTS.bound(tail));
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return tokenAtOrBefore("recorded_at < ?", dateTime.atOffset(ZoneOffset.UTC));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        throw new UnsupportedOperationException("no snapshots are kept");
    }

    private TrackingToken tokenAtOrBefore(String condition, Object value) {
        return new GlobalSequenceTrackingToken(
                tail.sql("select coalesce(max(position), 0) from history.event where " + condition)
                        .params(value)
                        .query(Long.class)
                        .single());
    }

    static long positionOf(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    private static Recorded<?> recorded(DomainEventMessage<?> event, long position, Instant recordedAt) {
        return new Recorded<>(
                event.getPayload(),
                event.getPayloadType().getSimpleName(),
                UUID.fromString(event.getIdentifier()),
                position,
                event.getType(),
                UUID.fromString(event.getAggregateIdentifier()),
                event.getSequenceNumber(),
                recordedAt,
                clinic(event),
                texts(event));
    }

    private static Map<String, String> texts(Message<?> message) {
        var texts = new TreeMap<String, String>();
        message.getMetaData().forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    /** Milliseconds, so that what is noted is what will be read, whoever reads it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static UUID clinic(Message<?> message) {
        if (message.getMetaData().get(CLINIC) instanceof String clinic) {
            return UUID.fromString(clinic);
        }
        throw new IllegalStateException("whoever asks must say for which clinic");
    }

    private static UUID currentClinic() {
        return clinic(CurrentUnitOfWork.get().getMessage());
    }

    private static @Nullable UUID client(Object payload) {
        return MayBeAboutClient.client(payload).map(ClientId::value).orElse(null);
    }
}
