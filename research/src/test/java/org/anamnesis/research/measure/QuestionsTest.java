package org.anamnesis.research.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.anamnesis.research.Practice;
import org.anamnesis.research.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {

    private static final String HEADER = "-- measure: mine@1\n";

    @TempDir
    Path folder;

    private static Answer ask(String measure) throws IOException {
        try (var questions = new Questions(Practice.dataSet("LIMITED"))) {
            return questions.ask(Measure.named(measure));
        }
    }

    private static Answer asked(String sql) throws IOException {
        try (var questions = new Questions(Practice.dataSet("LIMITED"), Duration.ofSeconds(2))) {
            return questions.ask(Measure.of("mine.sql", HEADER + sql));
        }
    }

    private static void isRefused(String sql, String... words) {
        assertThatThrownBy(() -> asked(sql))
                .isInstanceOf(Refused.class)
                .message()
                .contains(words);
    }

    /** Somebody's time in treatment, computed by hand from what the file says. */
    private record Course(int days, String status) {}

    private static List<Course> courses() throws IOException {
        var lines = Files.readAllLines(Practice.dataSet("LIMITED").resolve("survival.csv"));
        var header = List.of(lines.getFirst().split(",", -1));
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new Course(
                        Integer.parseInt(cells[header.indexOf("time_days")]), cells[header.indexOf("status")]))
                .toList();
    }

    @Test
    void the_retention_curve_is_that_of_a_direct_computation() throws IOException {
        var courses = courses();
        var answer = ask("retention");
        var staying = new TreeMap<Integer, Double>();
        var dropping = new TreeMap<Integer, Double>();
        var surviving = 1.0;
        var without = 1.0;
        var incidence = 0.0;
        for (int day : courses.stream().map(Course::days).distinct().sorted().toList()) {
            var risk =
                    (double) courses.stream().filter(each -> each.days() >= day).count();
            var dropped = count(courses, day, "DROPOUT");
            var other = courses.stream()
                            .filter(each -> each.days() == day && !each.status().equals("CENSORED"))
                            .count()
                    - dropped;
            surviving *= 1 - dropped / risk;
            incidence += without * dropped / risk;
            without *= 1 - (dropped + other) / risk;
            staying.put(day, surviving);
            dropping.put(day, incidence);
        }

        assertThat(answer.rows()).hasSize(staying.size());
        for (var row : answer.rows()) {
            var day = Integer.parseInt(answer.text(row, "day"));
            assertThat(answer.number(row, "still_in_treatment")).isCloseTo(staying.get(day), within(0.00006));
            assertThat(answer.number(row, "dropped_out")).isCloseTo(dropping.get(day), within(0.00006));
        }
        assertThat(staying.lastEntry().getValue()).isBetween(0.05, 0.95);
    }

    private static long count(List<Course> courses, int day, String status) {
        return courses.stream()
                .filter(each -> each.days() == day && each.status().equals(status))
                .count();
    }

    static Stream<String> shipped() {
        return Measure.shipped().stream().map(Measure::name);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void each_measure_that_comes_with_the_software_answers_and_can_be_drawn(String name) throws Exception {
        var answer = ask(name);

        assertThat(answer.rows()).isNotEmpty();
        assertThat(answer.table()).contains(name, answer.columns().getFirst());
        assertThat(answer.measure().about()).isNotEmpty();
        if (answer.measure().plot() != null) {
            var svg = Drawing.of(answer);
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
            assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(svg).contains("<title>", "<desc>").doesNotContain("NaN");
            assertThat(svg).isEqualTo(Drawing.of(ask(name)));
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void measures_answer_from_safe_data_too(String name) throws IOException {
        try (var questions = new Questions(Practice.dataSet("SAFE_HARBOR"))) {
            assertThat(questions.ask(Measure.named(name)).columns()).isNotEmpty();
        }
    }

    @Test
    void the_same_is_answered_from_parquet_and_from_csv() throws IOException {
        for (var name : List.of("event", "object", "e2o", "session", "expression", "survival")) {
            Files.copy(Practice.dataSet("LIMITED").resolve(name + ".csv"), folder.resolve(name + ".csv"));
        }
        for (var name : shipped().toList()) {
            try (var questions = new Questions(folder)) {
                assertThat(questions.ask(Measure.named(name)).table())
                        .isEqualTo(ask(name).table());
            }
        }
    }

    @Test
    void a_question_of_ones_own_is_a_file_with_a_name() throws IOException {
        var file = folder.resolve("mine.sql");
        Files.writeString(
                file,
                HEADER + "-- plot: bars outcome, sessions\n"
                        + "select outcome, count(*) as sessions from session group by outcome order by outcome");

        assertThat(ask(file.toString()).columns()).containsExactly("outcome", "sessions");
    }

    @Test
    void a_file_without_a_name_or_with_a_plot_of_nothing_is_refused() {
        assertThatThrownBy(() -> Measure.of("mine.sql", "select 1"))
                .hasMessageContaining("does not say which measure it is.");
        assertThatThrownBy(() -> Measure.of("mine.sql", HEADER + "-- plot: pie x, y\nselect 1"))
                .hasMessageContaining("the plot is not understood.");
        isRefused("-- plot: bars x, y\nselect 1 as x", "the plot names columns that it does not answer with: y.");
        assertThatThrownBy(() -> Measure.named("retetion")).hasMessageContaining("There are dose-response,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy session to '/tmp/stolen.csv'",
                "delete from session",
                "create table mine as select 1",
                "attach '/tmp/mine.duckdb'",
                "install httpfs",
                "load httpfs",
                "set enable_external_access = true",
                "export database '/tmp/mine'",
                "select 1; select 2",
                "select 1; copy session to '/tmp/stolen.csv'",
                "checkpoint",
                "create secret mine (type s3)"
            })
    void a_measure_that_does_anything_but_ask_is_refused(String sql) {
        isRefused(sql, "A measure is one select");
        assertThat(Path.of("/tmp/stolen.csv")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from read_parquet('%s/event.parquet')",
                "select * from glob('/etc/*')",
                "select * from '/etc/passwd'",
                "select * from read_json('https://example.org/x.json')",
                "select * from sniff_csv('/etc/passwd')",
                "select * from parquet_metadata('%s/event.parquet')"
            })
    void a_measure_that_reads_files_is_refused(String sql) throws IOException {
        var data = Practice.dataSet("LIMITED").toAbsolutePath();

        assertThatThrownBy(() -> asked(sql.formatted(data)))
                .isInstanceOf(Refused.class)
                .message()
                .containsAnyOf("file system operations are disabled", "does not exist", "disabled by configuration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with recursive t as (select 1 as i union all select i + 1 from t) select max(i) from t",
                "select count(*) from range(1000000000000)",
                "select count(*) from event a, event b, event c where a.day + b.day + c.day = 7"
            })
    void a_measure_that_runs_for_ever_is_stopped(String sql) {
        isRefused(sql, "was stopped after 2 seconds.");
    }

    @Test
    void a_measure_that_answers_with_all_there_is_is_refused() {
        isRefused("select * from event", "answers with more than 10,000 rows.");
    }

    @Test
    void what_is_wrong_with_a_question_is_told() {
        isRefused("selec 1", "syntax error");
        isRefused("select nothing from session", "nothing");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void what_cannot_be_opened_leaves_nothing_running() throws IOException {
        for (var name : List.of("event", "object", "e2o", "session", "expression", "survival")) {
            Files.writeString(folder.resolve(name + ".parquet"), "no table");
        }
        var before = running();

        for (int i = 0; i < 40; i++) {
            assertThatThrownBy(() -> new Questions(folder))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("cannot be read as a data set");
        }

        assertThat(running()).isLessThan(before + 20);
    }

    /** How many threads there are, those of databases too. */
    private static long running() throws IOException {
        try (var threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.count();
        }
    }

    @Test
    void a_folder_without_a_data_set_is_refused() {
        assertThatThrownBy(() -> new Questions(folder))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("holds no event.parquet and no event.csv.");
        assertThat(new ArrayList<>(List.of(folder.toFile().list()))).isEmpty();
    }
}
