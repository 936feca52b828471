package org.anamnesis.events.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the database up to date: whichever process starts first does it, the others wait and find it done. All of it
 * runs as the owner, on connections that are closed again.
 */
public final class Schemas {

    private static final int SILENT_SECONDS = 60;

    private final DataSourceProperties login;
    private final DataSource owner;

    public Schemas(DataSourceProperties login) {
        this.login = login;
        DatabaseRoles.ensure(connection(login, null));
        owner = connection(login, DatabaseRoles.OWNER);
        migrate("keys");
        migrate("history");
    }

    /**
     * Migrates a schema with the files under {@code db/<schema>}. Flyway is given the address as it was configured: it
     * looks for passwords in it, and in one that names all of the driver's settings it would look for long.
     */
    public void migrate(String schema) {
        Flyway.configure()
                .dataSource(login.determineUrl(), login.determineUsername(), login.determinePassword())
                .initSql("set role " + DatabaseRoles.OWNER)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + schema)
                .load()
                .migrate();
    }

    /** The installation's clinic: as configured, else as it was made at first start. */
    UUID clinic(@Nullable UUID configured) {
        var sql = JdbcClient.create(owner);
        sql.sql("insert into history.installation (clinic) values (?) on conflict do nothing")
                .param(configured == null ? UUID.randomUUID() : configured)
                .update();
        return configured != null
                ? configured
                : sql.sql("select clinic from history.installation")
                        .query(UUID.class)
                        .single();
    }

    public DataSource owner() {
        return owner;
    }

    /** Connections that are not pooled, for whoever adds to the ledger; a network that has gone silent does not hold them. */
    public DataSource ledger() {
        var ledger = connection(login, DatabaseRoles.WRITER);
        ledger.setApplicationName("anamnesis ledger");
        ledger.setSocketTimeout(SILENT_SECONDS);
        return ledger;
    }

    /** A connection that is not pooled, for whoever reads for long; it cannot add to the history. */
    public Connection reading() {
        var reading = connection(login, DatabaseRoles.READER);
        reading.setApplicationName("anamnesis reading");
        try {
            return reading.getConnection();
        } catch (SQLException away) {
            throw new CannotGetJdbcConnectionException("the database is away", away);
        }
    }

    /** Connections that are not pooled: each is a new one, and closed when it is. */
    static PGSimpleDataSource connection(DataSourceProperties login, @Nullable String role) {
        var source = new PGSimpleDataSource();
        source.setUrl(login.determineUrl());
        source.setUser(login.determineUsername());
        source.setPassword(login.determinePassword());
        if (role != null) {
            source.setOptions("-c role=" + role);
        }
        return source;
    }
}
