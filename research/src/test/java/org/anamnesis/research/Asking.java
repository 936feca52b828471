package org.anamnesis.research;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of a data set as those would who get it, with nothing of ours between. */
final class Asking implements AutoCloseable {

    private final Connection connection;

    private Asking(Connection connection) {
        this.connection = connection;
    }

    static Asking nothing() throws SQLException {
        return new Asking(DriverManager.getConnection("jdbc:duckdb:"));
    }

    /** The tables of a data set's Parquet or CSV files, under their names. */
    static Asking tables(Path folder, String ending) throws SQLException {
        var asking = nothing();
        for (var table : Star.TABLES) {
            var file = folder.resolve(table.name() + "." + ending);
            asking.rows("create view " + table.name() + " as from "
                    + (ending.equals("csv")
                            ? "read_csv('" + file + "', all_varchar = true)"
                            : "read_parquet('" + file + "')"));
        }
        return asking;
    }

    static Asking sqlite(Path file) throws SQLException {
        return new Asking(DriverManager.getConnection("jdbc:sqlite:" + file));
    }

    /** All rows, each as its values with a bar between. */
    List<String> rows(String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (var row = statement.getResultSet()) {
                    while (row.next()) {
                        var values = new ArrayList<String>();
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            values.add(String.valueOf(row.getObject(i)));
                        }
                        rows.add(String.join("|", values));
                    }
                }
            }
        }
        return rows;
    }

    String value(String sql) throws SQLException {
        return rows(sql).getFirst();
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(value(sql));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
