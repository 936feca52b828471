package org.anamnesis.benchmarks;

import static org.anamnesis.events.web.Role.CLINICIAN;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.anamnesis.benchmarks.Ratio.Better;
import org.anamnesis.benchmarks.Trace.Statement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a page of a timeline costs, beside what it consists of. */
@Command(
        name = "G7",
        description =
                "A timeline page of 50 entries over HTTP beside an empty authenticated answer, the access record and"
                        + " the bare SQL.")
final class Paging extends Measurement {

    private static final String RECORD = "insert into history.access_record";
    private static final int PAGE = 50;
    private static final int WARMING = 50;

    @Option(
            names = "--clients",
            defaultValue = "20",
            description = "How many clients there are (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--entries",
            defaultValue = "200",
            description = "How long each one's timeline is, about (default: ${DEFAULT-VALUE}).")
    private int entries;

    @Option(
            names = "--rate",
            defaultValue = "50",
            description = "How many a second, whether earlier ones are answered or not (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    String headline() {
        return "timeline page of 50 entries over HTTP, p50 ÷ (empty authenticated HTTP answer + access record + bare SQL)";
    }

    @Override
    void measure(Bench bench, Report report) throws Exception {
        var database = database(bench);
        try (var product = bench.standalone(database);
                var pool = pool(database)) {
            var http = bench.http(product);
            var practice = new Practice(http, clients);
            for (int i = 0; i < clients * entries; i++) {
                practice.book(i);
            }
            new Gates(database, http).seen();
            http.as("nobody", Http.ALIVE).expect(401);
            for (int i = 0; i < WARMING; i++) {
                page(practice, i);
            }
            var asked = asked(database, practice);
            var records = asked.stream().filter(each -> each.is(RECORD)).toList();
            var reads = asked.stream().filter(each -> each.is("select")).toList();
            report.setting("statements", reads.size());

            var pages = new Load(0, number -> page(practice, number));
            var empties = new Load(0, number -> http.get(CLINICIAN, Http.ALIVE).expect(200));
            var recording = new Load(0, number -> inOne(pool, records));
            var reading = new Load(0, number -> inOne(pool, reads));
            var turns = new Turns()
                    .of("page", () -> p50(pages))
                    .beside("empty", () -> p50(empties))
                    .beside("record", () -> p50(recording))
                    .beside("sql", () -> p50(reading));
            for (var load : List.of(pages, empties, recording, reading)) {
                Load.settled(() -> load.open(rate, shortly()).millis(50));
            }
            turns.run(rounds());
            GateFailed.unless(
                    database.count("history.access_record where kind = 'timeline'")
                            == WARMING + 1 + pages.begun() + recording.begun(),
                    "not each look is on record once");
            report.passed("each look was put on record, once");
            new Gates(database, http).check(report);
            report.ratio(
                    "timeline page ÷ (empty answer + access record + SQL), p50",
                    Better.LOWER,
                    3.0,
                    1.5,
                    turns.againstSum("page", "empty", "record", "sql"));
            report.figure("timeline page, p50, ms", turns.measured("page"));
            report.figure("empty authenticated answer, p50, ms", turns.measured("empty"));
            report.figure("access record, p50, ms", turns.measured("record"));
            report.figure("bare SQL, p50, ms", turns.measured("sql"));
        }
    }

    private double p50(Load load) throws Exception {
        return load.open(rate, length()).millis(50);
    }

    private static void page(Practice practice, long number) {
        var page = practice.http()
                .get(CLINICIAN, "/api/v1/clients/" + practice.lane(number).client() + "/timeline?limit=" + PAGE)
                .expect(200);
        GateFailed.unless(page.body().path("items").size() == PAGE, "a page does not have " + PAGE + " entries");
    }

    /** What the database is asked for one page. */
    private static List<Statement> asked(Database database, Practice practice) throws Exception {
        return Trace.of(database, () -> page(practice, 0)).stream()
                .filter(session -> session.stream().anyMatch(statement -> statement.is(RECORD)))
                .findFirst()
                .orElseThrow(() -> new GateFailed("the database's log shows no access record"));
    }

    private static HikariDataSource pool(Database database) {
        var pool = new HikariDataSource();
        pool.setDataSource(database.connections());
        pool.setMaximumPoolSize(8);
        pool.setAutoCommit(false);
        return pool;
    }

    /** Asks the same in one transaction. */
    private static void inOne(HikariDataSource pool, List<Statement> statements) throws SQLException {
        try (var connection = pool.getConnection()) {
            for (var statement : statements) {
                execute(connection, statement);
            }
            connection.commit();
        }
    }

    private static void execute(Connection connection, Statement statement) throws SQLException {
        try (var sql = statement.prepare(connection)) {
            if (sql.execute()) {
                try (var row = sql.getResultSet()) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (int i = 1; i <= columns; i++) {
                            var unused = row.getObject(i);
                        }
                    }
                }
            }
        }
    }
}
