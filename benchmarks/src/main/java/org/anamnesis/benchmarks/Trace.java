package org.anamnesis.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a database is asked to do, as the server itself writes it down. */
final class Trace {

    static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Pattern EXECUTED = Pattern.compile("(?s)(?:execute [^:]*|statement): (.*)");
    private static final Pattern PARAMETER = Pattern.compile("(?s)\\$(\\d+) = (NULL|'((?:[^']++|'')*+)')");

    private static final long LOOK_MILLIS = 20;

    private Trace() {}

    /**
     * A statement, and with which values.
     *
     * @param values in the order of their numbers, as text
     */
    record Statement(String sql, List<@Nullable String> values) {

        boolean is(String beginning) {
            return sql.regionMatches(true, 0, beginning, 0, beginning.length());
        }

        /** The same, to be sent again. */
        PreparedStatement prepare(Connection connection) throws SQLException {
            var places = new ArrayList<Integer>();
            var prepared = connection.prepareStatement(PLACE.matcher(sql).replaceAll(place -> {
                places.add(Integer.parseInt(place.group(1)));
                return "?";
            }));
            for (int i = 0; i < places.size(); i++) {
                var value = values.get(places.get(i) - 1);
                if (value != null && ID.matcher(value).matches()) {
                    prepared.setObject(i + 1, UUID.fromString(value));
                } else if (value != null && value.startsWith("{") && value.endsWith("}")) {
                    prepared.setArray(
                            i + 1,
                            connection.createArrayOf(
                                    "uuid",
                                    value.substring(1, value.length() - 1).split(",", -1)));
                } else {
                    prepared.setObject(i + 1, value, Types.OTHER);
                }
            }
            return prepared;
        }
    }

    /** Something that asks the database. */
    interface Work {
        void run() throws Exception;
    }

    /** What was asked of a database meanwhile: for each session, its statements in order. */
    static List<List<Statement>> of(Database database, Work work) throws Exception {
        var server = database.server();
        var sql = server.sql();
        var log = sql.sql("select pg_current_logfile('jsonlog')")
                .query(String.class)
                .optional();
        if (log.isEmpty()) {
            throw new GateFailed("What the product executes is read from the server's own log: start it with"
                    + " logging_collector=on and log_destination=jsonlog, or leave the server to the run.");
        }
        var before = size(database, log.get());
        logs(database, "all");
        try {
            work.run();
        } finally {
            logs(database, "none");
        }
        var written = sql.sql("select pg_read_binary_file(?, ?, ?)")
                .params(log.get(), before, size(database, log.get()) - before)
                .query(byte[].class)
                .single();
        return read(new String(written, UTF_8), database.name());
    }

    /** What a session did in transactions that were begun and committed, from begin to commit. */
    static List<List<Statement>> transactions(List<Statement> session) {
        var transactions = new ArrayList<List<Statement>>();
        var open = new ArrayList<Statement>();
        for (var statement : session) {
            if (statement.is("begin")) {
                open = new ArrayList<>();
            }
            open.add(statement);
            if (statement.is("commit")) {
                transactions.add(List.copyOf(open));
            }
        }
        return transactions;
    }

    private static long size(Database database, String log) {
        return database.server()
                .sql()
                .sql("select size from pg_stat_file(?)")
                .param(log)
                .query(Long.class)
                .single();
    }

    /** From the next statement of each session on: the server tells all of them when it has taken note itself. */
    private static void logs(Database database, String which) throws InterruptedException {
        var sql = database.server().sql();
        sql.sql("alter system set log_statement = '" + which + "'").update();
        sql.sql("select pg_reload_conf()").query(Boolean.class).single();
        while (!which.equals(sql.sql("select current_setting('log_statement')")
                .query(String.class)
                .single())) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static List<List<Statement>> read(String log, String database) {
        Map<String, List<Statement>> sessions = new LinkedHashMap<>();
        for (var line : log.lines().toList()) {
            var entry = Http.JSON.readTree(line);
            var executed = EXECUTED.matcher(entry.path("message").asString(""));
            if (entry.path("dbname").asString("").equals(database) && executed.matches()) {
                sessions.computeIfAbsent(entry.path("session_id").asString(), id -> new ArrayList<>())
                        .add(new Statement(
                                executed.group(1), values(entry.path("detail").asString(""))));
            }
        }
        return List.copyOf(sessions.values());
    }

    private static List<@Nullable String> values(String detail) {
        var values = new ArrayList<@Nullable String>();
        var parameter = PARAMETER.matcher(detail);
        while (parameter.find()) {
            var value = parameter.group(3);
            values.add(value == null ? null : value.replace("''", "'"));
        }
        return values;
    }
}
