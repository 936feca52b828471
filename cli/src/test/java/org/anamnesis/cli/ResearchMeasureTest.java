package org.anamnesis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.anamnesis.fixtures.SeededPractice;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ResearchMeasureTest {

    @TempDir
    static Path studies;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void dataSet() throws IOException {
        var database = TestPostgres.migrated();
        var unused = SeededPractice.write(database.connections(), 3, 20, 12);
        var study = StudyFile.write(studies, "LIMITED", "formats: [PARQUET]");
        assertThat(new CommandLine(new Anamnesis())
                        .execute(
                                "research",
                                "export",
                                study.toString(),
                                "--out",
                                studies.resolve("data").toString(),
                                "--database",
                                database.url(),
                                "--user",
                                "postgres"))
                .isZero();
    }

    private int ask(String... more) {
        var command =
                new CommandLine(new Anamnesis()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var arguments = new String[more.length + 2];
        arguments[0] = "research";
        arguments[1] = "measure";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return command.execute(arguments);
    }

    private int askData(String measure) {
        return ask(
                measure, studies.resolve("data").toString(), "--plot", drawing().toString());
    }

    private Path drawing() {
        return folder.resolve("drawn.svg");
    }

    @Test
    void a_measure_prints_a_table_and_draws_it() throws IOException {
        assertThat(askData("retention.sql")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("Time in treatment (retention@1)", "still_in_treatment", "Drawn in ");
        assertThat(Files.readString(drawing())).startsWith("<svg ").contains("<desc>", "still in treatment");
    }

    @Test
    void the_measures_there_are_are_listed() {
        assertThat(ask("--list")).isZero();

        assertThat(out.toString()).contains("retention@1: ", "dose-response@1: ", "missingness@1: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    copy session to '%s'; A measure is one select
                    install httpfs; A measure is one select
                    select * from read_text('%s'); file system operations are disabled
                    selec 1; syntax error
                    """)
    void a_measure_that_does_anything_but_ask_leaves_nothing(String sql, String told) throws IOException {
        var mine = folder.resolve("mine.sql");
        Files.writeString(mine, "-- measure: mine@1\n-- plot: bars a, b\n" + sql.formatted(drawing()));

        assertThat(askData(mine.toString())).isEqualTo(2);

        assertThat(err.toString()).contains(told);
        assertThat(drawing()).doesNotExist();
    }

    @Test
    void without_a_measure_or_a_data_set_it_says_what_to_give() {
        assertThat(ask("retention")).isEqualTo(2);
        assertThat(err.toString()).contains("Give a measure and the folder of a data set.");
        assertThat(ask("retetion", studies.resolve("data").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no measure of this name, and no such file.");
        assertThat(ask("retention", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds no event.parquet and no event.csv.");
    }
}
