package org.anamnesis.research;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of a data set as an object-centric event log (OCEL 2.0). */
final class Ocel {

    /** When something is true of an object from the beginning, by the standard's word. */
    static final String BEGINNING = "1970-01-01 00:00:00";

    private static final Star.Column DAY = new Star.Column("day", ColumnType.INTEGER, "");
    private static final Star.Column PLANNED_DAY = new Star.Column("planned_day", ColumnType.INTEGER, "");
    private static final List<String> PROMISES = List.of("SessionBooked", "SessionRescheduled");

    private final Workbench bench;
    private final Activities level;

    Ocel(Workbench bench, Activities level) {
        this.bench = bench;
        this.level = level;
        bench.script("ocel");
    }

    /** A type of events or objects, and what is told of those that are of it. */
    record Type(String name, List<Star.Column> attributes) {}

    /** A value of an attribute, as JSON and SQLite have it. */
    record Value(Star.Column attribute, Object value) {}

    /** A relation to an object. */
    record Related(String objectId, String qualifier) {}

    /** An event or an object; an object has no time. */
    record Thing(String id, String type, @Nullable String time, List<Value> values, List<Related> related) {}

    /** What somebody does with each. */
    interface Taking {
        void take(Thing thing) throws SQLException, IOException;
    }

    List<Type> eventTypes() {
        return bench
                .list("select distinct activity from ocel_event order by activity", row -> row.getString(1))
                .stream()
                .map(this::eventType)
                .toList();
    }

    private Type eventType(String name) {
        var attributes = new ArrayList<Star.Column>();
        attributes.add(DAY);
        if (PROMISES.contains(name)) {
            attributes.add(PLANNED_DAY);
        }
        Arrays.stream(EventAttribute.values())
                .filter(attribute -> level.isTold(attribute, name))
                .map(attribute -> new Star.Column(attribute.column(), attribute.type(), attribute.meaning()))
                .forEach(attributes::add);
        return new Type(name, attributes);
    }

    List<Type> objectTypes() {
        return bench
                .list("select distinct object_type from ocel_object order by object_type", row -> row.getString(1))
                .stream()
                .map(name -> new Type(
                        name,
                        Arrays.stream(ObjectAttribute.values())
                                .filter(attribute -> attribute.of().equals(name))
                                .map(attribute ->
                                        new Star.Column(attribute.column(), attribute.type(), attribute.meaning()))
                                .toList()))
                .toList();
    }

    void eachEvent(List<Type> types, Taking taking) throws IOException {
        bench.each(
                "from ocel_event",
                row -> taking.take(new Thing(
                        row.getString("event_id"),
                        row.getString("activity"),
                        row.getString("ocel_time"),
                        values(row, types, row.getString("activity")),
                        Arrays.stream(row.getString("relationships").split(",", -1))
                                .map(Ocel::related)
                                .toList())));
    }

    void eachObject(List<Type> types, Taking taking) throws IOException {
        bench.each("from ocel_object", row -> {
            var whole = row.getString("part_of");
            taking.take(new Thing(
                    row.getString("object_id"),
                    row.getString("object_type"),
                    null,
                    values(row, types, row.getString("object_type")),
                    whole == null ? List.of() : List.of(new Related(whole, "part-of"))));
        });
    }

    private static Related related(String written) {
        var blank = written.indexOf(' ');
        return new Related(written.substring(0, blank), written.substring(blank + 1));
    }

    private static List<Value> values(ResultSet row, List<Type> types, String name) throws SQLException {
        var values = new ArrayList<Value>();
        for (var type : types) {
            if (type.name().equals(name)) {
                for (var attribute : type.attributes()) {
                    var value = row.getObject(attribute.name());
                    if (value != null) {
                        values.add(new Value(attribute, value));
                    }
                }
            }
        }
        return values;
    }
}
