package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private static final Path APPROVED = Path.of("src/test/resources/openapi.json");
    private static final Path NOW = Path.of("target/openapi.json");

    @Test
    void the_api_is_the_one_that_others_rely_on() throws IOException {
        var served =
                RunningApplication.shared().http().get(AUDITOR, "/v3/api-docs").expect(200);
        Files.writeString(NOW, served.response().body() + "\n", UTF_8);

        assertThat(Http.JSON.readTree(NOW.toFile()))
                .as("If the change is meant and breaks nobody, copy %s over %s", NOW, APPROVED)
                .isEqualTo(Http.JSON.readTree(APPROVED.toFile()));
    }

    @Test
    void the_document_can_be_browsed() {
        var http = RunningApplication.shared().http();

        assertThat(http.send(http.request("/docs").GET().build()).header("Location"))
                .endsWith("/swagger-ui/index.html");
        http.send(http.request("/swagger-ui/index.html").GET().build()).expect(200);
    }
}
