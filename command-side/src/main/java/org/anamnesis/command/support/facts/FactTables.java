package org.anamnesis.command.support.facts;

import java.util.List;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.History;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills each table of facts that is new to the database from the history, before commands are served: by the same
 * function that keeps it afterwards. Processes of a version that does not know the table must have stopped before.
 */
@Component
final class FactTables implements SmartInitializingSingleton {

    private static final int BATCH = 1000;

    private final List<FactTable> tables;
    private final JdbcClient sql;
    private final History history;
    private final TransactionTemplate transaction;

    FactTables(
            List<FactTable> tables,
            @Qualifier("commands") JdbcClient sql,
            EventSerializer json,
            @Qualifier("commands") PlatformTransactionManager transactions) {
        this.tables = tables;
        this.sql = sql;
        this.history = new History(sql, json);
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        tables.forEach(table -> transaction.executeWithoutResult(status -> fillIfNew(table)));
    }

    private void fillIfNew(FactTable table) {
        sql.sql("set local lock_timeout = 0").update(); // another process may be filling it
        int isNew = sql.sql("insert into history.fact_filled (name) values (?) on conflict do nothing")
                .param(table.table())
                .update();
        if (isNew == 1) {
            fill(table);
        }
    }

    /** Folds the whole history into an empty table. */
    void fill(FactTable table) {
        var last = 0L;
        List<Recorded<?>> batch;
        do {
            batch = history.between(last, Long.MAX_VALUE, BATCH);
            batch.forEach(table::refill);
            last = batch.isEmpty() ? last : batch.getLast().position();
        } while (!batch.isEmpty());
    }
}
