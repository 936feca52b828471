package org.anamnesis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class ImportFhirTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void without_a_folder_it_says_what_is_missing() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Give the folder that holds the .ndjson files.");
        assertThat(run(folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds no file that ends in .ndjson");
    }

    @Test
    void the_list_of_therapies_can_be_printed_and_given_back() throws IOException {
        assertThat(run("--print-therapy")).isZero();

        var list = folder.resolve("list.json");
        Files.writeString(list, out.toString());
        assertThat(Therapy.read(list)).isEqualTo(Therapy.read(null));
    }

    @Test
    void a_list_that_is_none_is_refused() throws IOException {
        var list = folder.resolve("list.json");
        Files.writeString(list, "{\"types\": 5}");
        Files.writeString(folder.resolve("Patient.ndjson"), "");

        assertThat(run(folder.toString(), "--therapy", list.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is no list of therapies");
    }

    @Test
    void a_server_that_is_not_there_leaves_all_pending_and_says_so() throws IOException {
        Files.writeString(folder.resolve("Practitioner.ndjson"), """
                {"resourceType": "Practitioner", "id": "t1", "name": [{"text": "Dr Wolf"}]}
                """);
        var report = folder.resolve("report.json");
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        assertThat(run(
                        folder.toString(),
                        "--to",
                        "http://localhost:" + nobody,
                        "--patience",
                        "0",
                        "--report",
                        report.toString()))
                .isEqualTo(1);

        assertThat(err.toString()).contains("has not answered for 0 s").contains("Run it again");
        var written = new JsonMapper().readTree(Files.readString(report));
        assertThat(written.at("/types/Practitioner/read").asInt()).isEqualTo(1);
        assertThat(written.at("/types/Practitioner/imported").asInt(-1)).isZero();
        assertThat(written.at("/types/Practitioner/pending").asInt()).isEqualTo(1);
        assertThat(written.path("events").asInt(-1)).isZero();
    }

    private int run(String... arguments) {
        var all = new String[arguments.length + 2];
        all[0] = "import";
        all[1] = "fhir";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return new CommandLine(new Anamnesis())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
