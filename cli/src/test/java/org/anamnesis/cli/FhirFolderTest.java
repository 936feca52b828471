package org.anamnesis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.anamnesis.cli.FhirFolder.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FhirFolderTest {

    private static final String PATIENT = "{\"resourceType\": \"Patient\", \"id\": \"p%d\"}\n";

    @TempDir
    Path folder;

    private final List<Line> lines = new ArrayList<>();

    @Test
    void plain_and_compressed_files_are_read_and_others_left_alone() throws IOException {
        Files.writeString(folder.resolve("Patient.ndjson"), PATIENT.formatted(1) + "\n" + PATIENT.formatted(2));
        Files.write(folder.resolve("Patient.2.ndjson.gz"), gzip(PATIENT.formatted(3)));
        Files.writeString(folder.resolve("readme.txt"), "hello");

        assertThat(new FhirFolder(folder).read(lines::add)).isEmpty();

        assertThat(lines)
                .extracting(Line::place)
                .containsExactly("Patient.2.ndjson.gz:1", "Patient.ndjson:1", "Patient.ndjson:3");
        assertThat(lines).allMatch(line -> line.type().equals("Patient") && line.resource() != null);
    }

    @Test
    void a_line_that_is_no_resource_is_named_by_its_place() throws IOException {
        Files.writeString(folder.resolve("Encounter.ndjson"), """
                {"resourceType": "Encounter", "id": "e1"}
                {"resourceType": "Encounter", "id": "e2",
                not json at all
                {"resourceType": "Encounterr"}
                []
                {"resourceType": "Encounter", "id": "e6", "status": "no such status", "period": {"start": "yesterday"}}
                """);

        assertThat(new FhirFolder(folder).read(lines::add)).isEmpty();

        assertThat(lines)
                .filteredOn(line -> line.resource() == null)
                .extracting(Line::place)
                .containsExactly(
                        "Encounter.ndjson:2", "Encounter.ndjson:3", "Encounter.ndjson:4", "Encounter.ndjson:5");
        assertThat(lines).hasSize(6).allMatch(line -> line.type().equals("Encounter"));
    }

    @Test
    void a_file_that_breaks_off_is_named_with_the_line_up_to_which_it_was_read() throws IOException {
        var text = new StringBuilder();
        var random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            text.append(PATIENT.formatted(random.nextInt()));
        }
        var whole = gzip(text.toString());
        Files.write(folder.resolve("Patient.ndjson.gz"), Arrays.copyOf(whole, whole.length / 2));

        var broken = new FhirFolder(folder).read(lines::add);

        assertThat(lines).hasSizeBetween(1000, 4000).allMatch(line -> line.resource() != null);
        assertThat(broken)
                .singleElement()
                .asString()
                .startsWith("Patient.ndjson.gz is damaged after line " + lines.size() + ":");
    }

    @Test
    void a_folder_without_bulk_data_says_so() throws IOException {
        Files.writeString(folder.resolve("Patient.json"), "{}");

        assertThatThrownBy(() -> new FhirFolder(folder))
                .hasMessageEndingWith("holds no file that ends in .ndjson or .ndjson.gz");
    }

    static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
