package org.anamnesis.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anamnesis.benchmarks.Trace.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What the database can do at the most: pgbench sends the statements that the product was seen to send, in one transaction
 * each, prepared as the product's are. What two bookings of a lane have in common stays as it was; what differs, such as
 * ids and times, is made anew each time.
 */
final class Floor {

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d.*");
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern DONE = Pattern.compile("actually processed: (\\d+)");

    /** Times are that many hours after those seen, and later, so that they meet no others. */
    private static final long HOURS = 40_000;

    private static final int MOST_CALLERS = 64;

    /** How many transactions a caller may get done in one window; more than any will. */
    private static final long IN_A_WINDOW = 200_000;

    private static final String NUMBER = ":n::bigint";

    private final Database database;
    private final List<Path> scripts = new ArrayList<>();
    private final String pgbench;
    private long begun;
    private long transactions;

    /**
     * Writes the scripts.
     *
     * @param database where the product does not work
     * @param seen for each lane two transactions of the product
     */
    Floor(Database database, Path folder, String pgbench, List<List<List<Statement>>> seen) throws IOException {
        this.database = database;
        this.pgbench = pgbench;
        for (var lane : seen) {
            var script = folder.resolve("lane-" + scripts.size() + ".sql");
            Files.writeString(script, new Template().write(lane.getFirst(), lane.getLast()));
            scripts.add(script);
        }
    }

    /** What one lane's script says. */
    String script() throws IOException {
        return Files.readString(scripts.getFirst());
    }

    /** So many callers for a while. Answers transactions a second. */
    double perSecond(int callers, Duration length) throws IOException, InterruptedException {
        GateFailed.unless(callers <= MOST_CALLERS, "at most " + MOST_CALLERS + " callers");
        begun += IN_A_WINDOW;
        var command = new ArrayList<>(List.of(
                pgbench,
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + callers,
                "--jobs=" + Math.min(callers, Runtime.getRuntime().availableProcessors()),
                "--time=" + Math.max(1, length.toSeconds()),
                "--define=i=" + begun,
                "--host=" + database.login().host(),
                "--port=" + database.login().port(),
                "--username=" + database.login().user()));
        scripts.forEach(script -> command.add("--file=" + script));
        command.add(database.name());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.login().password());
        builder.environment().put("PGOPTIONS", "-c role=anamnesis_writer");
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            throw new GateFailed("pgbench is not there (" + pgbench + "): install PostgreSQL's client programs, or give"
                    + " --pgbench");
        }
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        GateFailed.unless(process.waitFor() == 0, "pgbench: " + said);
        transactions += Long.parseLong(found(DONE, said));
        return Double.parseDouble(found(TPS, said));
    }

    private static String found(Pattern pattern, String said) {
        var matcher = pattern.matcher(said);
        GateFailed.unless(matcher.find(), "pgbench: " + said);
        return matcher.group(1);
    }

    /**
     * Whether each transaction left what a booking leaves.
     *
     * @param events how many there were before
     * @param reservations how many there were before
     */
    void check(long events, long reservations) {
        GateFailed.unless(
                database.count("history.event") == events + transactions
                        && database.count("history.reservation") == reservations + 3 * transactions,
                "pgbench's transactions do not leave what bookings leave");
    }

    /** A transaction, with places for what differs. */
    static final class Template {

        private final Map<String, Integer> names = new LinkedHashMap<>();

        String write(List<Statement> one, List<Statement> other) {
            var script = new StringBuilder("\\set i :i + 1\n\\set n :i * " + MOST_CALLERS + " + :client_id\n");
            GateFailed.unless(
                    one.stream()
                            .map(Statement::sql)
                            .toList()
                            .equals(other.stream().map(Statement::sql).toList()),
                    "the product does not always send the same statements for the same command");
            for (int i = 0; i < one.size(); i++) {
                var first = one.get(i);
                var second = other.get(i);
                script.append(Trace.PLACE.matcher(first.sql()).replaceAll(place -> {
                            int at = Integer.parseInt(place.group(1)) - 1;
                            return Matcher.quoteReplacement(value(
                                    first.values().get(at), second.values().get(at)));
                        }))
                        .append(";\n");
            }
            return script.toString();
        }

        private String value(@Nullable String one, @Nullable String other) {
            if (one == null || other == null) {
                return "null";
            }
            if (one.equals(other) || one.startsWith("\\x")) {
                return literal(one);
            }
            if (Trace.ID.matcher(one).matches()) {
                return id(one);
            }
            if (MOMENT.matcher(one).matches()) {
                return "(timestamptz " + literal(one) + " + (" + HOURS + " + " + NUMBER + ") * interval '1 hour')";
            }
            if (one.startsWith("{")) {
                var elements = new ArrayList<String>();
                for (var element : one.substring(1, one.length() - 1).split(",", -1)) {
                    elements.add(other.contains(element) ? literal(element) + "::uuid" : id(element));
                }
                return "array[" + String.join(", ", elements) + "]";
            }
            return "('floor ' || " + NUMBER + ")";
        }

        /** Where the product's ids grow with time, so do these. */
        private String id(String seen) {
            int name = names.computeIfAbsent(seen, each -> names.size() + 1);
            var version = Trace.ID.matcher(seen);
            return version.matches() && version.group(1).equals("7")
                    ? "('%08x-0000-7000-8000-' || lpad(to_hex(%s), 12, '0'))::uuid".formatted(name, NUMBER)
                    : "md5('%d ' || %s)::uuid".formatted(name, NUMBER);
        }

        /** pgbench takes a colon before a letter for a variable, in texts too. */
        private static String literal(String value) {
            return "E'" + value.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a") + "'";
        }
    }
}
