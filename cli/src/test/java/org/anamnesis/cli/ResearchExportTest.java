package org.anamnesis.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.anamnesis.fixtures.SeededPractice;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ResearchExportTest {

    private static final TestPostgres DATABASE = TestPostgres.migrated();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void practice() {
        var unused = SeededPractice.write(DATABASE.connections(), 7, 20, 12);
    }

    @BeforeEach
    void study() throws IOException {
        var unused = StudyFile.write(folder, "LIMITED");
    }

    private static List<String> arguments(String database, String... more) {
        var all = new ArrayList<>(List.of(
                "research", "export", "--database", database, "--user", "postgres", "--zone", "America/New_York"));
        all.addAll(List.of(more));
        return all;
    }

    private int run(String... more) {
        return runOn(DATABASE.url(), more);
    }

    private int runOn(String database, String... more) {
        return new CommandLine(new Anamnesis())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments(database, more).toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int export(String to) {
        return run(path("study.yaml"), "--out", path(to));
    }

    private Map<String, byte[]> content(String name) throws IOException {
        var content = new TreeMap<String, byte[]>();
        try (var files = Files.list(folder.resolve(name))) {
            for (var file : files.toList()) {
                content.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return content;
    }

    @Test
    void a_study_becomes_a_folder_with_all_that_was_asked_for() throws IOException {
        assertThat(export("out")).as(err.toString()).isZero();

        assertThat(content("out").keySet())
                .contains(
                        "manifest.json",
                        "event.parquet",
                        "session.csv",
                        "ocel.json",
                        "ocel.sqlite",
                        "dictionary.md",
                        "release-report.md");
        assertThat(out.toString()).contains("holds data set", "clients of the cohort");
        assertThat(folder.resolve("study.key")).exists();
        assertThat(content("out").keySet()).doesNotContain("study.key");
    }

    @Test
    void the_manifest_makes_the_same_bytes_elsewhere() throws IOException, InterruptedException {
        assertThat(export("out")).as(err.toString()).isZero();
        var before = content("out");

        for (var machine : List.of(
                List.of(
                        "-Duser.language=ar",
                        "-Duser.country=EG",
                        "-Duser.timezone=Asia/Kolkata",
                        "-XX:ActiveProcessorCount=1"),
                List.of("-Duser.language=de", "-Duser.timezone=America/Los_Angeles", "-XX:ActiveProcessorCount=8"))) {
            assertThat(elsewhere(
                            machine,
                            "--manifest",
                            path("out/manifest.json"),
                            "--key",
                            path("study.key"),
                            "--out",
                            path("again")))
                    .isZero();

            var again = content("again");
            assertThat(again.keySet()).isEqualTo(before.keySet());
            before.forEach((name, bytes) -> assertThat(again.get(name)).as(name).isEqualTo(bytes));
            clear("again");
        }
    }

    private void clear(String name) throws IOException {
        for (var file : content(name).keySet()) {
            Files.delete(folder.resolve(name).resolve(file));
        }
    }

    private int elsewhere(List<String> machine, String... more) throws IOException, InterruptedException {
        return ended(started(machine, Anamnesis.class, Redirect.appendTo(new File("target/elsewhere.log")), more));
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private Process started(List<String> machine, Class<?> program, Redirect output, String... more)
            throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(1, machine);
        command.addAll(1, List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments(DATABASE.url(), more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }

    @Test
    void after_an_erasure_it_fails_loudly_and_says_how_many_are_missing() throws IOException {
        var database = TestPostgres.migrated();
        var theirs = SeededPractice.write(database.connections(), 8, 12, 6);
        assertThat(runOn(database.url(), path("study.yaml"), "--out", path("out")))
                .as(err.toString())
                .isZero();

        var gone = theirs.clients().getFirst();
        SeededPractice.erase(database.connections(), gone);

        assertThat(runOn(
                        database.url(),
                        "--manifest",
                        path("out/manifest.json"),
                        "--key",
                        path("study.key"),
                        "--out",
                        path("again")))
                .isEqualTo(4);
        assertThat(err.toString())
                .containsPattern(
                        "erasure: 1 of \\d+ subjects of this data set have been erased since; it cannot be reproduced");
        assertThat(folder.resolve("again")).doesNotExist();
        assertThat(err.toString()).doesNotContain(gone.toString());

        assertThat(runOn(database.url(), path("study.yaml"), "--out", path("without")))
                .isZero();
        assertThat(Files.readString(folder.resolve("without/survival.csv"))
                        .lines()
                        .count())
                .isLessThan(Files.readString(folder.resolve("out/survival.csv"))
                        .lines()
                        .count());
    }

    @Test
    void another_key_makes_no_data_set_again() {
        assertThat(export("out")).isZero();
        assertThat(run(path("study.yaml"), "--key", path("other.key"), "--out", path("other")))
                .isZero();

        assertThat(run("--manifest", path("out/manifest.json"), "--key", path("other.key"), "--out", path("again")))
                .isEqualTo(4);
        assertThat(err.toString()).contains("key: it was");
    }

    @Test
    void a_cohort_of_too_few_is_refused_with_what_would_pass() throws IOException {
        var unused = StudyFile.write(folder, "SAFE_HARBOR");

        var outcome = export("out");

        assertThat(outcome).isEqualTo(3);
        assertThat(err.toString()).contains("% of the clients would have to be left out");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void what_is_wrong_with_a_study_file_is_told_by_its_place() throws IOException {
        var file = folder.resolve("study.yaml");
        Files.writeString(file, Files.readString(file).replace("recipient", "recipiant"));

        assertThat(export("out")).isEqualTo(2);
        assertThat(err.toString()).contains("recipient: is missing.");
    }

    @Test
    void without_a_study_or_with_two_things_to_make_it_says_what_to_give() {
        assertThat(run("--out", path("out"))).isEqualTo(2);
        assertThat(run(path("study.yaml"), "--manifest", path("m.json"), "--out", path("out")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Give a study file or --manifest.");
    }

    @Test
    void a_database_that_is_not_there_leaves_nothing() throws IOException {
        assertThat(runOn("jdbc:postgresql://localhost:1/none", path("study.yaml"), "--out", path("out")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("The database cannot be reached");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void a_run_that_is_killed_leaves_no_data_set_and_the_next_one_clears_away_what_it_left()
            throws IOException, InterruptedException {
        var process = started(List.of(), Anamnesis.class, Redirect.PIPE, path("study.yaml"), "--out", path("out"));
        try (var told = process.inputReader()) {
            assertThat(told.lines().anyMatch(line -> line.startsWith("All events are played")))
                    .isTrue();
            process.destroyForcibly();
        }
        assertThat(ended(process)).isNotZero();
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(folder.resolve(".out.draft")).exists();
        Files.createDirectories(folder.resolve(".out.draft/files"));
        Files.writeString(folder.resolve(".out.draft/files/half.csv"), "half");

        assertThat(export("out")).isZero();

        assertThat(folder.resolve(".out.draft")).doesNotExist();
        assertThat(content("out").keySet()).contains("event.csv").doesNotContain("half.csv");
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(ints = {100_000, 1_000_000})
    void a_disk_that_fills_up_leaves_nothing(int room) throws IOException, InterruptedException {
        var process = started(
                List.of("-Droom=" + room), SmallDisk.class, Redirect.PIPE, path("study.yaml"), "--out", path("out"));

        String told;
        try (var reader = process.inputReader()) {
            told = reader.lines().collect(joining("\n"));
        }
        assertThat(ended(process)).as(told).isEqualTo(1);
        try (var left = Files.list(folder)) {
            assertThat(left.map(each -> each.getFileName().toString())).containsOnly("study.yaml", "study.key");
        }
        assertThat(export("out")).isZero();
    }
}
