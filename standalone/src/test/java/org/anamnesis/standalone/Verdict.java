package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.anamnesis.events.web.Role;
import org.anamnesis.verify.Verify;

/** What the verifier said about a bundle. */
record Verdict(int code, List<String> lines) {

    /** What is wrong, as it was told. */
    List<String> findings() {
        return lines.stream()
                .filter(line -> line.matches("[A-Z ]+( at position -?\\d+)?: .*"))
                .filter(line -> !line.startsWith("WHOLE:") && !line.startsWith("DAMAGED:"))
                .toList();
    }

    void isWhole() {
        assertThat(String.join("\n", lines)).contains("WHOLE: everything is as it was sealed.");
        assertThat(code).isZero();
    }

    /** Damaged in these ways, each told by how it begins, and in no other. */
    void isDamaged(String... told) {
        assertThat(findings()).as(String.join("\n", lines)).hasSize(told.length);
        for (int i = 0; i < told.length; i++) {
            assertThat(findings().get(i)).startsWith(told[i]);
        }
        assertThat(code).isEqualTo(Verify.DAMAGED);
    }

    static Verdict of(Path bundle, String... more) {
        var arguments = new String[more.length + 1];
        arguments[0] = bundle.toString();
        System.arraycopy(more, 0, arguments, 1, more.length);
        var said = new ByteArrayOutputStream();
        var code = new Verify(new PrintStream(said, true, UTF_8)).run(arguments);
        return new Verdict(code, said.toString(UTF_8).lines().toList());
    }

    /** A bundle, as an auditor fetches it. */
    static Path bundle(Http http, Path folder, String query) {
        return bundle(http, http.token(Role.AUDITOR), folder, query);
    }

    /** A bundle, as whoever bears a token fetches it. */
    static Path bundle(Http http, String token, Path folder, String query) {
        try {
            var file = Files.createTempFile(folder, "bundle", ".zip");
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create(http.base() + "/api/v1/compliance/integrity/bundle" + query))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofFile(file));
            assertThat(answer.statusCode()).isEqualTo(200);
            return file;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** What is in a bundle. */
    static Map<String, byte[]> files(Path bundle) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(bundle)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    static Path bundle(Path file, Map<String, byte[]> files) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (var each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
