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
        transaction.executeWithoutResult(status -> {
            sql.sql("set local lock_timeout = 0").update(); // another process may be filling them
            fill(tables.stream().filter(this::isNew).toList());
        });
    }

    private boolean isNew(FactTable table) {
        return sql.sql("insert into history.fact_filled (name) values (?) on conflict do nothing")
                        .param(table.table())
                        .update()
                == 1;
    }

    /** Folds the whole history into empty tables; it is read once for all of them. */
    void fill(List<FactTable> empty) {
        var last = 0L;
        List<Recorded<?>> batch;
        do {
            batch = empty.isEmpty() ? List.of() : history.between(last, Long.MAX_VALUE, BATCH);
            batch.forEach(recorded -> empty.forEach(table -> table.refill(recorded)));
            last = batch.isEmpty() ? last : batch.getLast().position();
        } while (!batch.isEmpty());
    }
}
