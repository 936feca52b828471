package org.anamnesis.query.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.anamnesis.events.schema.EventSerializer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table that a view is made again in, beside the one that serves and as that one is defined. Rows are held in memory
 * until they are many, and then written at once; one that was written is read again if a later event concerns it. So the
 * memory needed does not grow with the history.
 */
final class FreshTable<K, R extends Record> implements Rows<K, R> {

    static final int MOST_HELD = 100_000;

    private static final String SUFFIX = "_rebuild";

    private final String live;
    private final String fresh;
    private final JdbcClient sql;
    private final PGConnection connection;
    private final RowTable<K, R> table;
    private final Map<K, @Nullable R> held = new HashMap<>();
    private final Set<K> written = new HashSet<>();
    private final int mostHeld;
    private boolean isKeyed;

    /** An index of the table that serves, and what it is beside that. */
    private record Index(String name, String columns, boolean isUnique, boolean isPrimary) {}

    FreshTable(String view, Class<R> row, OwnerConnection owner, EventSerializer json, int mostHeld) {
        this.live = view.replace('-', '_');
        this.fresh = live + SUFFIX;
        this.sql = owner.sql();
        this.connection = owner.postgres();
        this.table = new RowTable<>(sql, json, fresh, row);
        this.mostHeld = mostHeld;
    }

    /** Makes it, with the rights that others have to the one that serves, and without indexes. */
    void create() {
        drop();
        sql.sql("create table views." + fresh + " (like views." + live + " including all excluding indexes)")
                .update();
        sql.sql("""
                        select format('grant %s on views.%I to %s', string_agg(privilege_type, ', '), ?,
                            case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
                        from pg_class, aclexplode(relacl)
                        where pg_class.oid = ?::regclass and grantee <> relowner
                        group by grantee""")
                .params(fresh, "views." + live)
                .query(String.class)
                .list()
                .forEach(grant -> sql.sql(grant).update());
    }

    void drop() {
        sql.sql("drop table if exists views." + fresh).update();
    }

    @Override
    public Map<K, R> load(Collection<K> keys) {
        var rows = new HashMap<K, R>();
        var elsewhere = new ArrayList<K>();
        for (var key : keys) {
            if (held.containsKey(key)) {
                var row = held.get(key);
                if (row != null) {
                    rows.put(key, row);
                }
            } else if (isKeyed) {
                elsewhere.add(key);
            }
        }
        if (!elsewhere.isEmpty()) {
            var found = table.load(elsewhere);
            written.addAll(found.keySet());
            rows.putAll(found);
        }
        return rows;
    }

    @Override
    public void save(Collection<R> rows) {
        rows.forEach(row -> held.put(table.key(row), row));
        if (held.size() + written.size() >= mostHeld) {
            flush();
        }
    }

    @Override
    public void delete(Collection<K> keys) {
        for (var key : keys) {
            if (written.contains(key)) {
                held.put(key, null);
            } else {
                held.remove(key);
            }
        }
    }

    /** Writes what is held. */
    void flush() {
        written.retainAll(held.keySet());
        table.delete(written);
        var rows = held.values().stream().filter(Objects::nonNull).toList();
        if (!rows.isEmpty()) {
            table.copy(rows, connection);
            makeKeyed();
        }
        forget();
    }

    /** Lets go of what is held and not written. */
    void forget() {
        held.clear();
        written.clear();
    }

    /** Whether no row was written. */
    boolean isEmpty() {
        return sql.sql("select not exists (select from views." + fresh + ")")
                .query(Boolean.class)
                .single();
    }

    /** Makes it ready to serve: with all rows, indexes, and statistics for those who plan questions. */
    void finish() {
        flush();
        makeKeyed();
        index(false);
        sql.sql("analyze views." + fresh).update();
    }

    /** Puts it in the place of the one that serves, under the same names. Whoever asks waits until this commits. */
    void replaceLive() {
        var indexes = indexes();
        sql.sql("drop table views." + live).update();
        sql.sql("alter table views." + fresh + " rename to " + live).update();
        indexes.forEach(index -> sql.sql("alter index views." + index.name() + SUFFIX + " rename to " + index.name())
                .update());
    }

    private void makeKeyed() {
        if (!isKeyed) {
            index(true);
            isKeyed = true;
        }
    }

    private void index(boolean primary) {
        for (var index : indexes()) {
            if (index.isPrimary() == primary) {
                var name = index.name() + SUFFIX;
                sql.sql("create " + (index.isUnique() ? "unique " : "") + "index " + name + " on views." + fresh
                                + index.columns())
                        .update();
                if (primary) {
                    sql.sql("alter table views." + fresh + " add constraint " + name + " primary key using index "
                                    + name)
                            .update();
                }
            }
        }
    }

    private List<Index> indexes() {
        return sql.sql("""
                        select relname, pg_get_indexdef(indexrelid) definition, indisunique, indisprimary
                        from pg_index join pg_class on pg_class.oid = indexrelid
                        where indrelid = ?::regclass order by relname""")
                .param("views." + live)
                .query((row, i) -> new Index(
                        row.getString("relname"),
                        columns(row.getString("definition")),
                        row.getBoolean("indisunique"),
                        row.getBoolean("indisprimary")))
                .list();
    }

    private static String columns(String definition) {
        return definition.substring(definition.indexOf(" USING "));
    }
}
