package org.anamnesis.events.store;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.schema.EventSerializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The history itself, to be read in order: untouched, complete up to the fence. */
public final class History {

    private final JdbcClient sql;
    private final EventSerializer json;

    public History(JdbcClient sql, EventSerializer json) {
        this.sql = sql;
        this.json = json;
    }

    /** The highest position up to which the history is complete and will not change. */
    public long bound() {
        return Fence.EVENTS.bound(sql);
    }

    /** The position of the last event there is. */
    public long last() {
        return sql.sql("select coalesce(max(position), 0) from history.event")
                .query(Long.class)
                .single();
    }

    /** How many events there are up to a bound. */
    public long count(long bound) {
        return sql.sql("select count(*) from history.event where position <= ?")
                .param(bound)
                .query(Long.class)
                .single();
    }

    /** Whether anything is recorded about a client. */
    public boolean knows(UUID clinic, UUID client) {
        return sql.sql("select exists (select from history.event where client = ? and clinic = ?)")
                .params(client, clinic)
                .query(Boolean.class)
                .single();
    }

    /** The events above a position and up to a bound, oldest first. */
    public List<Recorded<?>> between(long above, long bound, int limit) {
        return sql.sql("select " + EventRows.COLUMNS
                        + " from history.event where position > ? and position <= ? order by position limit ?")
                .params(above, bound, limit)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }

    /** The events at some positions, oldest first, as those who follow get them. */
    public List<FollowedEvent> at(List<Long> positions) {
        return sql.sql("select " + EventRows.COLUMNS
                        + ", client from history.event where position = any(?) order by position")
                .param(positions.toArray(Long[]::new))
                .query((row, i) -> FollowedEvent.of(row, json))
                .list();
    }

    /** The events of one client's record above a position and up to a bound, oldest first. */
    public List<Recorded<?>> ofClient(UUID clinic, UUID client, long above, long bound, int limit) {
        return sql.sql("select " + EventRows.COLUMNS + """
                         from history.event
                        where client = ? and position > ? and position <= ? and clinic = ? order by position limit ?""")
                .params(client, above, bound, clinic, limit)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }

    /** The events of all aggregates of a type above a position and up to a bound, oldest first. */
    public List<Recorded<?>> ofKind(UUID clinic, String aggregateType, long above, long bound, int limit) {
        return sql.sql("select " + EventRows.COLUMNS + """
                         from history.event
                        where position > ? and position <= ? and aggregate_type = ? and clinic = ?
                        order by position limit ?""")
                .params(above, bound, aggregateType, clinic, limit)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }

    /** All events of one aggregate, oldest first. */
    public List<Recorded<?>> ofAggregate(UUID clinic, UUID aggregate) {
        return sql.sql("select " + EventRows.COLUMNS
                        + " from history.event where aggregate_identifier = ? and clinic = ? order by sequence_number")
                .params(aggregate, clinic)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }

    /** All events of some aggregates, each one's oldest first. */
    public List<Recorded<?>> ofAggregates(UUID clinic, Collection<UUID> aggregates) {
        return sql.sql("select " + EventRows.COLUMNS + """
                         from history.event
                        where aggregate_identifier = any(?) and clinic = ?
                        order by aggregate_identifier, sequence_number""")
                .params(aggregates.toArray(UUID[]::new), clinic)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }

    /** The events of all aggregates of a type in one client's record, oldest first. */
    public List<Recorded<?>> ofClient(UUID clinic, UUID client, String aggregateType) {
        return sql.sql("select " + EventRows.COLUMNS + """
                         from history.event
                        where client = ? and clinic = ? and aggregate_type = ? order by position""")
                .params(client, clinic, aggregateType)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }

    /** All events of a kind that belongs to no client, such as credentials, up to a bound, oldest first. */
    public List<Recorded<?>> register(UUID clinic, String aggregateType, long bound) {
        return sql.sql("select " + EventRows.COLUMNS + """
                         from history.event
                        where client is null and aggregate_type = ? and position <= ? and clinic = ? order by position""")
                .params(aggregateType, bound, clinic)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }

    /** The events of some aggregates up to a bound, each one's oldest first. */
    public List<Recorded<?>> ofAggregates(UUID clinic, Collection<UUID> aggregates, long bound) {
        return sql.sql("select " + EventRows.COLUMNS + """
                         from history.event
                        where aggregate_identifier = any(?) and position <= ? and clinic = ?
                        order by aggregate_identifier, sequence_number""")
                .params(aggregates.toArray(UUID[]::new), bound, clinic)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }

    /** The events of some kinds of aggregates in some clients' records up to a bound, oldest first. */
    public List<Recorded<?>> ofClients(
            UUID clinic, Collection<UUID> clients, Collection<String> aggregateTypes, long bound) {
        return sql.sql("select " + EventRows.COLUMNS + """
                         from history.event
                        where client = any(?) and aggregate_type = any(?) and position <= ? and clinic = ?
                        order by position""")
                .params(clients.toArray(UUID[]::new), aggregateTypes.toArray(String[]::new), bound, clinic)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }

    /** What somebody has done, above a position and up to a bound, oldest first. */
    public List<Recorded<?>> by(UUID clinic, String actor, long above, long bound, int limit) {
        return sql.sql("select " + EventRows.COLUMNS + """
                         from history.event
                        where history.actor(metadata)
                                = history.actor(convert_to(json_build_object('actor', ?::text)::text, 'UTF8'))
                            and position > ? and position <= ? and clinic = ?
                        order by position limit ?""")
                .params(actor, above, bound, clinic, limit)
                .<Recorded<?>>query((row, i) -> EventRows.recorded(row, json))
                .list();
    }
}
