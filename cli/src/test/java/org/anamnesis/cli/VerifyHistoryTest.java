package org.anamnesis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whatever cannot be checked is neither whole nor damaged. */
class VerifyHistoryTest {

    private static final String CHECKPOINT = """
            anamnesis/00000000-0000-0000-0000-000000000000/%s
            0
            47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
            position 0
            signed 2026-01-01T00:00:00Z

            \u2014 anamnesis/00000000-0000-0000-0000-000000000000/%<s AAAA
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream usual = System.out;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(said, true, UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(usual);
    }

    private int run(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "verify";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        said.reset();
        return new CommandLine(new Anamnesis()).execute(all);
    }

    private String kept(String content) throws IOException {
        return Files.writeString(folder.resolve("kept"), content).toString();
    }

    private String bundle(String checkpoint) throws IOException {
        var file = folder.resolve("bundle.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("checkpoint"));
            zip.write(checkpoint.getBytes(UTF_8));
            zip.closeEntry();
        }
        return file.toString();
    }

    @Test
    void a_witness_that_is_none_is_of_no_use_and_it_says_so() throws IOException {
        var bundle = bundle(CHECKPOINT.formatted("events"));
        for (var none : new String[] {"", "\n", "one line", "one line\n", "anamnesis/x/events\n5\n"}) {
            assertThat(run(bundle, "--witness", kept(none))).isEqualTo(2);
            assertThat(said.toString(UTF_8)).isEqualTo("UNUSABLE: " + kept(none) + " is no checkpoint\n");
        }
        assertThat(run(bundle, "--witness", folder.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(said.toString(UTF_8)).contains("UNUSABLE: there is no file ").contains("nowhere");
        assertThat(run(bundle, "--witness", kept(CHECKPOINT.formatted("sounds"))))
                .isEqualTo(2);
        assertThat(said.toString(UTF_8)).contains("holds a checkpoint of neither log");
    }

    @Test
    void a_witness_of_the_other_log_is_not_taken_for_one_of_this() throws IOException {
        var bundle = bundle(CHECKPOINT.formatted("events"));

        assertThat(run(bundle, "--witness", kept(CHECKPOINT.formatted("looks"))))
                .isEqualTo(2);

        assertThat(said.toString(UTF_8))
                .isEqualTo("UNUSABLE: no witness is a checkpoint of the events, of which this bundle is\n");
    }

    @Test
    void there_is_one_witness_for_each_log() throws IOException {
        var bundle = bundle(CHECKPOINT.formatted("events"));
        var witness = kept(CHECKPOINT.formatted("events"));

        assertThat(run(bundle, "--witness", witness, "--witness", witness)).isEqualTo(2);
        assertThat(said.toString(UTF_8)).isEqualTo("UNUSABLE: two witnesses are of the same log\n");
    }

    @Test
    void a_bundle_that_cannot_be_read_or_a_database_that_is_not_there_is_not_damaged() throws IOException {
        assertThat(run(folder.toString(), "--witness", kept(CHECKPOINT.formatted("looks"))))
                .isEqualTo(2);
        assertThat(said.toString(UTF_8)).startsWith("UNUSABLE: ");
        assertThat(run("--database", "jdbc:postgresql://localhost:1/none")).isEqualTo(2);
        assertThat(said.toString(UTF_8)).startsWith("UNUSABLE: ");
        assertThat(run("--database", "jdbc:nonsense")).isEqualTo(2);
        assertThat(said.toString(UTF_8)).startsWith("UNUSABLE: ");
    }
}
