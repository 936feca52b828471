package org.anamnesis.research;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** A table of the workbench on its way to be filled. */
final class RowTable implements AutoCloseable {

    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_A_MICRO = 1000;

    private final Workbench bench;
    private final String name;
    private final DuckDBAppender rows;
    private long added;

    RowTable(Workbench bench, String name, String columns) {
        this.bench = bench;
        this.name = name;
        bench.run("create table " + name + " (" + columns + ")");
        this.rows = bench.appender(name);
    }

    void add(@Nullable Object... values) {
        try {
            rows.beginRow();
            for (var value : values) {
                append(value);
            }
            rows.endRow();
            added++;
        } catch (SQLException unwritable) {
            throw bench.failed(unwritable);
        }
    }

    private void append(@Nullable Object value) throws SQLException {
        switch (value) {
            case null -> rows.appendNull();
            case UUID id -> rows.append(id);
            case String text -> rows.append(text);
            case Integer number -> rows.append(number.intValue());
            case Long number -> rows.append(number.longValue());
            case Boolean truth -> rows.append(truth.booleanValue());
            case Instant at -> rows.appendEpochMicros(at.getEpochSecond() * MICROS + at.getNano() / NANOS_OF_A_MICRO);
            case LocalDate day -> rows.appendEpochDays((int) day.toEpochDay());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    /** All of it is there; what could not be written does not go unnoticed. */
    @Override
    public void close() {
        try (rows) {
            rows.flush();
        } catch (SQLException unwritable) {
            throw bench.failed(unwritable);
        }
        bench.demand(name, added);
    }
}
