package org.anamnesis.events.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions that never answer "done" when nothing was stored: after a failed statement PostgreSQL turns a commit into
 * a rollback and does not call that an error, so the connection is asked before it commits.
 */
public final class CheckedTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1;

    public CheckedTransactions(DataSource source) {
        super(source);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        if (failed((JdbcTransactionObjectSupport) status.getTransaction())) {
            doRollback(status);
            throw new UnexpectedRollbackException("a statement failed unnoticed; nothing was stored");
        }
        super.doCommit(status);
    }

    private static boolean failed(JdbcTransactionObjectSupport transaction) {
        try {
            var connection = transaction.getConnectionHolder().getConnection().unwrap(BaseConnection.class);
            return connection.getTransactionState() == TransactionState.FAILED;
        } catch (SQLException unknown) {
            return true;
        }
    }
}
