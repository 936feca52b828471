package org.anamnesis.research;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
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
    private final UUID clinic;
    private final ZoneId zone;
    private final Runnable closing;

    private Source(JdbcClient sql, UUID clinic, ZoneId zone, Runnable closing) {
        this.sql = sql;
        this.history = new History(sql, new EventSerializer());
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
        return new Source(JdbcClient.create(reading), clinic, zone, () -> {});
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
                return new Source(sql, clinic == null ? installed(sql) : clinic, zone, connection::destroy);
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

    /**
     * How far a history was sealed when.
     *
     * @param position the last position that belongs to it
     * @param note the signed checkpoint
     */
    record Sealed(long position, Instant signedAt, String note) {}

    /** The last checkpoint signed at a moment or before; without a moment, the last one. */
    Optional<Sealed> sealed(@Nullable Instant knownAt) {
        return sql.sql("""
                        select position, signed_at, note from history.ledger_checkpoint
                        where log = 'EVENTS' and size > 0 and signed_at <= coalesce(?::timestamptz, signed_at)
                        order by size desc limit 1""")
                .param(knownAt == null ? null : knownAt.atOffset(ZoneOffset.UTC))
                .query((row, i) -> new Sealed(
                        row.getLong("position"),
                        row.getObject("signed_at", OffsetDateTime.class).toInstant(),
                        row.getString("note")))
                .optional();
    }

    @Override
    public void close() {
        closing.run();
    }
}
