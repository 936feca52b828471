package org.anamnesis.research;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.events.ledger.Checkpoint;
import org.anamnesis.events.ledger.Ledger;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.ledger.Signatures;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.History;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A history, to be read and nothing else. */
public final class Source implements AutoCloseable {

    private static final String READER = "anamnesis_reader";

    private final JdbcClient sql;
    private final History history;
    private final Ledger ledger;
    private final UUID clinic;
    private final ZoneId zone;
    private final Runnable closing;

    private Source(DataSource reading, UUID clinic, ZoneId zone, Runnable closing) {
        this.sql = JdbcClient.create(reading);
        this.history = new History(sql, new EventSerializer());
        this.ledger = new Ledger(reading, new Signatures());
        this.clinic = clinic;
        this.zone = zone;
        this.closing = closing;
    }

    /**
     * A clinic's history behind connections that are there.
     *
     * @param zone the clinic's, for what has no place of its own
     */
    public static Source of(DataSource reading, UUID clinic, ZoneId zone) {
        return new Source(reading, clinic, zone, () -> {});
    }

    /**
     * A history in a database, read as the role that only asks. A login that may not work as that role is taken as it is,
     * if it cannot add to the history either.
     *
     * @param url such as {@code jdbc:postgresql://localhost:5432/anamnesis}
     * @param clinic whose history; if none is named, that of the installation
     */
    public static Source at(String url, String user, String password, @Nullable UUID clinic, ZoneId zone) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("anamnesis research");
        source.setOptions("-c default_transaction_read_only=on");
        try {
            var connection = new SingleConnectionDataSource(source.getConnection(), true);
            try {
                var sql = JdbcClient.create(connection);
                demandReader(sql);
                return new Source(connection, clinic == null ? installed(sql) : clinic, zone, connection::destroy);
            } catch (RuntimeException refused) {
                connection.destroy();
                throw refused;
            }
        } catch (SQLException away) {
            throw new WorkFailed("The database cannot be reached: " + away.getMessage(), away);
        }
    }

    private static void demandReader(JdbcClient sql) {
        if (sql.sql("select pg_has_role(oid, 'member') from pg_roles where rolname = ?")
                .param(READER)
                .query(Boolean.class)
                .optional()
                .orElse(false)) {
            sql.sql("set role " + READER).update();
        }
        if (sql.sql("select has_table_privilege(to_regclass('history.event'), 'insert')")
                .query((row, i) -> row.getBoolean(1) || row.wasNull())
                .single()) {
            throw new Refused(
                    Refused.Kind.NO_PLACE,
                    "database",
                    "there is no history here, or this login may add to it.",
                    "Give a login that may work as " + READER + ", or that may do nothing but read.");
        }
    }

    private static UUID installed(JdbcClient sql) {
        return sql.sql("select clinic from history.installation")
                .query(UUID.class)
                .single();
    }

    History history() {
        return history;
    }

    UUID clinic() {
        return clinic;
    }

    ZoneId zone() {
        return zone;
    }

    /** Up to which moment all is here that was recorded by then; on a replica, that is not now. */
    Instant settled() {
        return sql.sql("""
                        select case
                            when pg_is_in_recovery() then coalesce(pg_last_xact_replay_timestamp(), 'epoch')
                            else clock_timestamp()
                        end""").query(OffsetDateTime.class).single().toInstant();
    }

    /** The last checkpoint signed at a moment that is past, or before; without a moment, the last one. */
    Optional<Checkpoint> sealed(@Nullable Instant knownAt) {
        return (knownAt == null ? ledger.latest(Log.EVENTS) : ledger.knownAt(Log.EVENTS, knownAt))
                .filter(checkpoint -> checkpoint.size() > 0);
    }

    @Override
    public void close() {
        closing.run();
    }
}
