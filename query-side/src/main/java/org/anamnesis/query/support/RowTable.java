package org.anamnesis.query.support;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.events.schema.EventSerializer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.ObjectMapper;

/** A table whose rows are records: each component a column, the first the key. Many rows are read or written at once. */
final class RowTable<K, R extends Record> implements Rows<K, R> {

    private final JdbcClient sql;
    private final ObjectMapper json;
    private final String table;
    private final RecordComponent[] components;
    private final List<String> columns;
    private final Constructor<R> constructor;

    RowTable(JdbcClient sql, EventSerializer serializer, String table, Class<R> row) {
        this.sql = sql;
        this.json = serializer.getObjectMapper();
        this.table = "views." + table;
        this.components = row.getRecordComponents();
        this.columns = Arrays.stream(components).map(RowTable::column).toList();
        try {
            constructor = row.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            Arrays.stream(components)
                    .forEach(component -> component.getAccessor().setAccessible(true));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Map<K, R> load(Collection<K> keys) {
        var rows = new LinkedHashMap<K, R>();
        sql.sql("select " + String.join(", ", columns) + " from " + table + " where " + columns.getFirst()
                        + " = any(?)")
                .param(array(0, keys))
                .query((row, i) -> read(row))
                .list()
                .forEach(row -> rows.put(key(row), row));
        return rows;
    }

    @Override
    public void save(Collection<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var arrays = new ArrayList<Object>();
        for (int i = 0; i < components.length; i++) {
            int component = i;
            arrays.add(array(i, rows.stream().map(row -> value(row, component)).toList()));
        }
        var updates = columns.stream()
                .skip(1)
                .map(column -> column + " = excluded." + column)
                .collect(joining(", "));
        var casts = Arrays.stream(components)
                .map(component -> "?::" + sqlType(component.getType()) + "[]")
                .collect(joining(", "));
        sql.sql("insert into " + table + " (" + String.join(", ", columns) + ") select * from unnest(" + casts
                        + ") on conflict (" + columns.getFirst() + ") do update set " + updates)
                .params(arrays)
                .update();
    }

    @Override
    public void delete(Collection<K> keys) {
        if (!keys.isEmpty()) {
            sql.sql("delete from " + table + " where " + columns.getFirst() + " = any(?)")
                    .param(array(0, keys))
                    .update();
        }
    }

    void clear() {
        sql.sql("truncate " + table).update();
    }

    /** Writes rows that are not there yet. */
    void copy(Collection<R> rows, PGConnection connection) {
        var into = "copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)";
        try (var copy = new BinaryCopy(connection, into)) {
            for (var row : rows) {
                copy.row(components.length);
                for (int i = 0; i < components.length; i++) {
                    var value = value(row, i);
                    copy.value(value instanceof Instant ? value : write(components[i].getType(), value));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @SuppressWarnings("unchecked") // the first component is the key
    K key(R row) {
        return (K) value(row, 0);
    }

    private Object value(R row, int component) {
        try {
            return components[component].getAccessor().invoke(row);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private R read(ResultSet row) throws SQLException {
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = read(row, i);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // enums by name; a null component is a nullable one
    private @Nullable Object read(ResultSet row, int component) throws SQLException {
        var type = components[component].getType();
        var column = columns.get(component);
        if (type == Instant.class) {
            var time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        if (type.isEnum()) {
            var name = row.getString(column);
            return name == null ? null : Enum.valueOf((Class) type, name);
        }
        if (sqlType(type).equals("text") && type != String.class) {
            var written = row.getString(column);
            return written == null
                    ? null
                    : json.readValue(written, json.constructType(components[component].getGenericType()));
        }
        return row.getObject(column);
    }

    private Object[] array(int component, Collection<?> values) {
        var type = components[component].getType();
        var written = values.stream().map(value -> write(type, value));
        return switch (sqlType(type)) {
            case "uuid" -> written.toArray(UUID[]::new);
            case "bigint" -> written.toArray(Long[]::new);
            case "integer" -> written.toArray(Integer[]::new);
            case "boolean" -> written.toArray(Boolean[]::new);
            default -> written.toArray(String[]::new);
        };
    }

    private @Nullable Object write(Class<?> type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Instant instant) {
            return instant.toString(); // the driver has no arrays of times; the database reads it from text
        }
        if (value instanceof Enum<?> name) {
            return name.name();
        }
        return sqlType(type).equals("text") && type != String.class ? json.writeValueAsString(value) : value;
    }

    private static String sqlType(Class<?> type) {
        if (type == UUID.class) {
            return "uuid";
        }
        if (type == Instant.class) {
            return "timestamptz";
        }
        if (type == long.class || type == Long.class) {
            return "bigint";
        }
        if (type == int.class || type == Integer.class) {
            return "integer";
        }
        return type == boolean.class ? "boolean" : "text";
    }

    private static String column(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(Column.class);
        return named != null && !named.name().isEmpty()
                ? named.name()
                : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
