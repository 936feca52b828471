package org.anamnesis.research.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.anamnesis.research.DataSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks measures of a data set. The tables are read into memory first; then the door is locked, and the measure is let in: it
 * can reach no file, no network and no extension, change no setting, and take no more than its share of memory and time.
 */
public final class Questions implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String MEMORY = "2GB";
    private static final int MOST_ROWS = 10_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;
    private final Path scratch;
    private final Duration patience;

    /** Reads a data set in a folder. */
    public Questions(Path folder) throws IOException {
        this(folder, PATIENCE);
    }

    Questions(Path folder, Duration patience) throws IOException {
        this.patience = patience;
        this.scratch = Files.createTempDirectory("measure");
        try {
            this.connection = opened(DataSet.in(folder));
        } catch (SQLException unreadable) {
            DataSet.delete(scratch);
            throw Measure.malformed(folder.toString(), "cannot be read as a data set: " + firstLine(unreadable), "");
        } catch (RuntimeException refused) {
            DataSet.delete(scratch);
            throw refused;
        }
    }

    /** The tables in a database of their own, behind a locked door. */
    private Connection opened(DataSet data) throws SQLException {
        var opening = DriverManager.getConnection("jdbc:duckdb:");
        try (var statement = opening.createStatement()) {
            statement.execute("set autoinstall_known_extensions = false");
            statement.execute("set autoload_known_extensions = false");
            statement.execute("set allow_community_extensions = false");
            statement.execute("set memory_limit = '" + MEMORY + "'");
            statement.execute("set temp_directory = '" + scratch.toString().replace("'", "''") + "'");
            statement.execute("set max_temp_directory_size = '" + MEMORY + "'");
            statement.execute("set timezone = 'UTC'");
            for (var table : data.tables().entrySet()) {
                statement.execute("create table " + table.getKey() + " as " + table.getValue());
            }
            statement.execute("set enable_external_access = false");
            statement.execute("set lock_configuration = true");
            return opening;
        } catch (SQLException failed) {
            opening.close();
            throw failed;
        }
    }

    /** Asks one. */
    public Answer ask(Measure measure) {
        demandOneQuestion(measure);
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout((int) patience.toSeconds());
            var begun = System.nanoTime();
            try (var row = statement.executeQuery(measure.sql())) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT));
                }
                var rows = new ArrayList<List<@Nullable Object>>();
                while (row.next()) {
                    if (rows.size() == MOST_ROWS) {
                        throw Measure.malformed(
                                measure.name(), "answers with more than 10,000 rows.", "Put rows together.");
                    }
                    var values = new ArrayList<@Nullable Object>();
                    for (int i = 1; i <= columns.size(); i++) {
                        values.add(row.getObject(i));
                    }
                    rows.add(values);
                }
                return plotted(new Answer(measure, columns, rows));
            } catch (SQLException wrong) {
                if (wrong instanceof SQLTimeoutException || System.nanoTime() - begun >= patience.toNanos()) {
                    throw Measure.malformed(
                            measure.name(),
                            "was stopped after " + patience.toSeconds() + " seconds.",
                            "Ask for less at once; see that no recursion runs for ever.");
                }
                throw Measure.malformed(measure.name(), firstLine(wrong), "");
            }
        } catch (SQLException closed) {
            throw Measure.malformed(measure.name(), firstLine(closed), "");
        }
    }

    private static Answer plotted(Answer answer) {
        var plot = answer.measure().plot();
        if (plot != null) {
            var missing = Stream.concat(Stream.of(plot.x()), plot.y().stream())
                    .filter(column -> answer.column(column) < 0)
                    .toList();
            if (!missing.isEmpty()) {
                throw Measure.malformed(
                        answer.measure().name(),
                        "the plot names columns that it does not answer with: " + String.join(", ", missing) + ".",
                        "It answers with " + String.join(", ", answer.columns()) + ".");
            }
        }
        return answer;
    }

    /** Whatever else it may try, it is not even begun. */
    private void demandOneQuestion(Measure measure) {
        try (var statement = connection.prepareStatement("select json_serialize_sql(?)")) {
            statement.setString(1, measure.sql());
            try (var row = statement.executeQuery()) {
                row.next();
                var parsed = JSON.readTree(row.getString(1));
                if (parsed.path("error").asBoolean(true)
                        || parsed.path("statements").size() != 1) {
                    var syntax = parsed.path("error_type").asString("").equals("parser")
                            ? parsed.path("error_message").asString("")
                            : "it changes something, or asks more than one thing.";
                    throw Measure.malformed(
                            measure.name(), syntax, "A measure is one select over the tables of a data set.");
                }
            }
        } catch (SQLException broken) {
            throw Measure.malformed(measure.name(), firstLine(broken), "");
        }
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw new IOException(broken);
        } finally {
            DataSet.delete(scratch);
        }
    }
}
