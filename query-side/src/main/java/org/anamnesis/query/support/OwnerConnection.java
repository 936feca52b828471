package org.anamnesis.query.support;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.anamnesis.events.store.CheckedTransactions;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The connection that a job has to itself, as the owner of the tables. Its locks are the sign that the job lives. */
final class OwnerConnection implements AutoCloseable {

    /** Not to be in others' way for long; not to wait for the disk before the end; to be missed when the host is gone. */
    private static final String SETTINGS = "set lock_timeout = '2s'; set synchronous_commit = off;"
            + " set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3";

    private final SingleConnectionDataSource single;
    private final Connection connection;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;

    OwnerConnection(DataSource owner) {
        connection = DataSourceUtils.getConnection(owner);
        single = new SingleConnectionDataSource(connection, true);
        sql = JdbcClient.create(single);
        transactions = new TransactionTemplate(new CheckedTransactions(single));
        sql.sql(SETTINGS).update();
    }

    JdbcClient sql() {
        return sql;
    }

    TransactionTemplate transactions() {
        return transactions;
    }

    /** The same connection, for what only PostgreSQL has. */
    PGConnection postgres() {
        try {
            return connection.unwrap(PGConnection.class);
        } catch (SQLException gone) {
            throw new DataAccessResourceFailureException("no connection to PostgreSQL", gone);
        }
    }

    /** Ends what it is doing, from another thread. */
    void interrupt() {
        try {
            postgres().cancelQuery();
        } catch (SQLException gone) {
            // then it is doing nothing any more
        }
    }

    @Override
    public void close() {
        single.destroy();
    }
}
