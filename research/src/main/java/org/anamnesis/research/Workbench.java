package org.anamnesis.research;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A DuckDB in a file that is thrown away: without network and extensions, and with as much memory as it is given. */
final class Workbench implements AutoCloseable {

    private static final String MEMORY = "1GB";

    private final DuckDBConnection connection;
    private volatile @Nullable Statement current;
    private volatile boolean stopped;

    /** What somebody makes of a row. */
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What somebody does with each row. */
    interface Taking {
        void take(ResultSet row) throws SQLException, IOException;
    }

    Workbench(Path folder) {
        try {
            var settings = new Properties();
            settings.setProperty("jdbc_stream_results", "true");
            connection = (DuckDBConnection)
                    DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("workbench.duckdb"), settings);
            run("set autoinstall_known_extensions = false");
            run("set autoload_known_extensions = false");
            run("set allow_community_extensions = false");
            run("set temp_directory = " + text(folder.resolve("spilled").toString()));
            run("set memory_limit = '" + MEMORY + "'");
            run("set threads = 1"); // the same order of all work, on whatever machine
            run("set timezone = 'UTC'");
        } catch (SQLException unusable) {
            throw failed(unusable);
        }
    }

    DuckDBAppender appender(String table) {
        try {
            return connection.createAppender(table);
        } catch (SQLException unusable) {
            throw failed(unusable);
        }
    }

    /** A text as SQL has it. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Runs a statement. Answers how many rows it changed. */
    long run(String sql) {
        try (var statement = connection.createStatement()) {
            begin(statement);
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        } catch (SQLException wrong) {
            throw failed(wrong);
        } finally {
            current = null;
        }
    }

    /** Runs the statements of one of our own files, one after the other. */
    void script(String name) {
        try (var file = Workbench.class.getResourceAsStream(name + ".sql")) {
            for (var statement :
                    new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8).split(";\\s*\n", -1)) {
                if (!statement.isBlank()) {
                    run(statement);
                }
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Goes through the rows that a question has, without holding them. */
    void each(String sql, Taking taking) throws IOException {
        try (var statement = connection.createStatement()) {
            begin(statement);
            try (var row = statement.executeQuery(sql)) {
                while (row.next()) {
                    if (stopped) {
                        throw new CancellationException();
                    }
                    taking.take(row);
                }
            }
        } catch (SQLException wrong) {
            throw failed(wrong);
        } finally {
            current = null;
        }
    }

    <T> List<T> list(String sql, Reading<T> reading) {
        var rows = new ArrayList<T>();
        try {
            each(sql, row -> rows.add(reading.read(row)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return rows;
    }

    long number(String sql) {
        return list(sql, row -> row.getLong(1)).getFirst();
    }

    /** A table holds as many rows as were put into it. */
    void demand(String table, long rows) {
        var there = number("select count(*) from " + table);
        if (there != rows) {
            throw new WorkFailed("The disk took " + there + " of " + rows + " rows. Is it full?", null);
        }
    }

    private void begin(Statement statement) throws SQLException {
        if (stopped) {
            throw new CancellationException();
        }
        current = statement;
    }

    /** Stops what is under way, from another thread. */
    void stop() {
        stopped = true;
        var statement = current;
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException over) {
            // then there is nothing to stop
        }
    }

    RuntimeException failed(SQLException failure) {
        if (stopped) {
            return new CancellationException();
        }
        var message = String.valueOf(failure.getMessage());
        return new WorkFailed(message.lines().findFirst().orElse(""), failure);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw failed(broken);
        }
    }
}
