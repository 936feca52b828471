package org.anamnesis.events.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.anamnesis.events.store.Fence;

/** What is sealed, each in a tree of its own. */
public enum Log {
    /** The history. */
    EVENTS(
            "history.event",
            "position",
            Fence.EVENTS,
            "aggregate_identifier uuid",
            "sequence_number int8",
            "position int8",
            "event_id uuid",
            "aggregate_type text",
            "type text",
            "revision text",
            "recorded_at timestamptz",
            "clinic uuid",
            "client uuid",
            "payload bytea",
            "metadata bytea"),

    /** Who looked at whose record. */
    LOOKS(
            "history.access_record",
            "id",
            Fence.LOOKS,
            "id int8",
            "at timestamptz",
            "clinic uuid",
            "actor text",
            "on_behalf_of text",
            "role text",
            "client uuid",
            "kind text",
            "purpose text",
            "legal_basis text",
            "answered int4",
            "outcome text",
            "break_glass uuid",
            "request_id text",
            "access_grant uuid",
            "asked text");

    private final String table;
    private final String order;
    private final Fence fence;

    @SuppressWarnings("ImmutableEnumChecker") // made by toList, which nobody can change
    private final List<Column> columns;

    Log(String table, String order, Fence fence, String... columns) {
        this.table = table;
        this.order = order;
        this.fence = fence;
        this.columns = Arrays.stream(columns).map(Column::read).toList();
    }

    /**
     * A column of the table.
     *
     * @param type as PostgreSQL calls it
     */
    public record Column(String name, String type) {

        private static Column read(String written) {
            var space = written.indexOf(' ');
            return new Column(written.substring(0, space), written.substring(space + 1));
        }
    }

    /** As notes and addresses have it. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which table it is. */
    public String table() {
        return table;
    }

    /** All of the table's columns, in the order in which they are sealed. One that is new goes to the end, and may be null. */
    public List<Column> columns() {
        return columns;
    }

    /** Which column numbers the rows; the order of the leaves. */
    public String order() {
        return order;
    }

    /** Where that column stands among the others. */
    private int orderIndex() {
        return columns.indexOf(new Column(order, "int8"));
    }

    /** At which byte of a leaf that number stands: all columns before it are there, and as long in each row. */
    public int orderAt() {
        return Integer.BYTES
                + columns.subList(0, orderIndex()).stream()
                        .mapToInt(before -> Integer.BYTES + (before.type().equals("uuid") ? 2 : 1) * Long.BYTES)
                        .sum();
    }

    /** Which column says when a row was made. */
    String time() {
        return this == EVENTS ? "recorded_at" : "at";
    }

    Fence fence() {
        return fence;
    }

    /** Selects all rows as they are sealed, without a condition. */
    String select() {
        return "select "
                + columns.stream().map(column -> "\"" + column.name() + "\"").collect(Collectors.joining(", "))
                + " from " + table;
    }
}
