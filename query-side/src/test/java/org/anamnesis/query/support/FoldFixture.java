package org.anamnesis.query.support;

import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.TestPostgres;
import org.axonframework.config.ProcessingGroup;

/** Folds events into a view's real table: {@code given(events…).then(row)}. */
public final class FoldFixture<K, R extends Record> {

    private static final TestPostgres DATABASE = migrated();

    private final Fold<K, R> fold;
    private final RowTable<K, R> table;
    private final FoldInvoker<K, R> invoker;
    private final List<K> keys = new ArrayList<>();
    private long position;

    public FoldFixture(Fold<K, R> fold) {
        var view = Objects.requireNonNull(fold.getClass().getAnnotation(ProcessingGroup.class))
                .value();
        this.fold = fold;
        this.table = new RowTable<>(DATABASE.sql(), new EventSerializer(), view.replace('-', '_'), fold.row());
        this.invoker = new FoldInvoker<>(view, fold, table, new ParkedTable(DATABASE.sql()), new Progress());
        table.clear();
    }

    /** Folds events as one batch. */
    public FoldFixture<K, R> given(Object... events) {
        var batch = new ArrayList<Recorded<?>>();
        for (var event : events) {
            var recorded = new Recorded<>(
                    event,
                    event.getClass().getSimpleName(),
                    id(9000 + (int) ++position),
                    position,
                    event.getClass().getInterfaces()[0].getSimpleName().replace("Event", ""),
                    id(8000),
                    position,
                    NOW,
                    CLINIC,
                    Map.of());
            batch.add(recorded);
            keys.addAll(fold.keys(recorded));
        }
        invoker.foldIn(batch);
        return this;
    }

    /** The rows there are now. */
    public List<R> rows() {
        return List.copyOf(table.load(keys).values());
    }

    public void then(R row) {
        assertThat(rows()).containsExactly(row);
    }

    private static TestPostgres migrated() {
        var database = TestPostgres.empty();
        var schemas = new Schemas(database.login());
        schemas.migrate("views");
        return database;
    }
}
