package org.anamnesis.research;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event log as an SQLite database, with the keys that the standard's relational rules want. It is written by
 * SQLite's own library: DuckDB would have to fetch an extension for it from the network.
 */
final class OcelSqlite {

    private static final int BATCH = 5000;

    private final Ocel log;

    OcelSqlite(Ocel log) {
        this.log = log;
    }

    void write(Path file, Release.Outcome outcome) throws IOException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            run(connection, "pragma journal_mode = off");
            run(connection, "pragma synchronous = off"); // the file is put on the disk once it is whole
            connection.setAutoCommit(false);
            write(connection, outcome);
            connection.commit();
        } catch (SQLException unwritable) {
            throw new IOException(unwritable);
        }
    }

    private void write(Connection connection, Release.Outcome outcome) throws SQLException, IOException {
        var eventTypes = log.eventTypes();
        var objectTypes = log.objectTypes();
        run(connection, "create table privacy (metadata text)");
        add(connection, "privacy", List.of(Privacy.json(outcome)));
        create(connection, "event", eventTypes, "");
        create(connection, "object", objectTypes, ", ocel_changed_field text");
        run(connection, """
                create table event_object (
                    ocel_event_id text references event (ocel_id), ocel_object_id text references object (ocel_id),
                    ocel_qualifier text, primary key (ocel_event_id, ocel_object_id, ocel_qualifier))""");
        run(connection, """
                create table object_object (
                    ocel_source_id text references object (ocel_id), ocel_target_id text references object (ocel_id),
                    ocel_qualifier text, primary key (ocel_source_id, ocel_target_id, ocel_qualifier))""");
        try (var objects = new Inserts(connection, "object", objectTypes, "object_object")) {
            log.eachObject(objectTypes, object -> objects.add(object, Ocel.BEGINNING));
        }
        try (var events = new Inserts(connection, "event", eventTypes, "event_object")) {
            log.eachEvent(eventTypes, event -> events.add(event, event.time()));
        }
    }

    private static void create(Connection connection, String kind, List<Ocel.Type> types, String more)
            throws SQLException {
        run(connection, "create table " + kind + "_map_type (ocel_type text primary key, ocel_type_map text)");
        run(
                connection,
                "create table " + kind + " (ocel_id text primary key, ocel_type text references " + kind
                        + "_map_type (ocel_type))");
        for (var type : types) {
            add(connection, kind + "_map_type", List.of(type.name(), type.name()));
            run(
                    connection,
                    "create table " + kind + "_" + type.name() + " (ocel_id text"
                            + (more.isEmpty() ? " primary key" : "")
                            + " references " + kind + " (ocel_id), ocel_time TIMESTAMP" + more
                            + type.attributes().stream()
                                    .map(each -> ", \"" + each.name() + "\" "
                                            + each.type().sqlite())
                                    .collect(joining())
                            + ")");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void add(Connection connection, String table, List<String> row) throws SQLException {
        try (var statement = connection.prepareStatement(insert(table, row.size()))) {
            for (int i = 0; i < row.size(); i++) {
                statement.setString(i + 1, row.get(i));
            }
            statement.executeUpdate();
        }
    }

    private static String insert(String table, int columns) {
        return "insert into " + table + " values (" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
    }

    /** Rows on their way into the tables of all events, or of all objects. */
    private static final class Inserts implements AutoCloseable {

        private final PreparedStatement all;
        private final PreparedStatement relations;
        private final Map<String, PreparedStatement> tables = new LinkedHashMap<>();
        private final Map<String, Ocel.Type> types = new LinkedHashMap<>();
        private final boolean isOfObjects;
        private int waiting;

        Inserts(Connection connection, String kind, List<Ocel.Type> types, String relations) throws SQLException {
            this.isOfObjects = kind.equals("object");
            this.all = connection.prepareStatement(insert(kind, 2));
            this.relations = connection.prepareStatement(insert(relations, 3));
            for (var type : types) {
                this.types.put(type.name(), type);
                tables.put(
                        type.name(),
                        connection.prepareStatement(insert(
                                kind + "_" + type.name(), type.attributes().size() + (isOfObjects ? 3 : 2))));
            }
        }

        void add(Ocel.Thing thing, @Nullable String time) throws SQLException {
            all.setString(1, thing.id());
            all.setString(2, thing.type());
            all.addBatch();
            var table = requireNonNull(tables.get(thing.type()));
            table.setString(1, thing.id());
            table.setString(2, time);
            var column = 3;
            if (isOfObjects) {
                table.setString(column++, null);
            }
            for (var attribute : requireNonNull(types.get(thing.type())).attributes()) {
                table.setObject(column++, value(thing, attribute));
            }
            table.addBatch();
            for (var related : thing.related()) {
                relations.setString(1, thing.id());
                relations.setString(2, related.objectId());
                relations.setString(3, related.qualifier());
                relations.addBatch();
            }
            if (++waiting == BATCH) {
                flush();
            }
        }

        private static @Nullable Object value(Ocel.Thing thing, Star.Column attribute) {
            return thing.values().stream()
                    .filter(value -> value.attribute().equals(attribute))
                    .map(Ocel.Value::value)
                    .findFirst()
                    .orElse(null);
        }

        private Stream<PreparedStatement> statements() {
            return Stream.concat(Stream.of(all), Stream.concat(tables.values().stream(), Stream.of(relations)));
        }

        private void flush() throws SQLException {
            for (var statement : statements().toList()) {
                statement.executeBatch();
            }
            waiting = 0;
        }

        @Override
        public void close() throws SQLException {
            flush();
            for (var statement : statements().toList()) {
                statement.close();
            }
        }
    }
}
