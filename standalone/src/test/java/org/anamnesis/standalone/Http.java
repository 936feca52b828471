package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.anamnesis.events.web.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a running application as any program would. */
public final class Http {

    static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<Role, String> tokens = new ConcurrentHashMap<>();
    private final String base;

    Http(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    /** An answer: its status, its headers and what it says. */
    public record Reply(int status, HttpResponse<String> response, JsonNode body) {

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String id() {
            assertThat(status).as(response.body()).isIn(200, 201);
            return body.path("id").asString();
        }

        Reply expect(int expected) {
            assertThat(status).as(response.body()).isEqualTo(expected);
            return this;
        }
    }

    Reply post(Role role, String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Authorization", "Bearer " + token(role))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    Reply get(Role role, String path, String... headers) {
        return send(request(path, headers)
                .header("Authorization", "Bearer " + token(role))
                .GET()
                .build());
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    Reply send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            var type = response.headers().firstValue("Content-Type").orElse("");
            return new Reply(
                    response.statusCode(),
                    response,
                    type.contains("json") && !response.body().isEmpty()
                            ? JSON.readTree(response.body())
                            : JSON.createObjectNode());
        } catch (IOException away) {
            throw new java.io.UncheckedIOException(away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    String token(Role role) {
        return tokens.computeIfAbsent(role, this::fetchToken);
    }

    private String fetchToken(Role role) {
        var basic = Base64.getEncoder().encodeToString((role.written() + ":demo").getBytes(UTF_8));
        return send(request("/oauth2/token")
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build())
                .expect(200)
                .body()
                .path("access_token")
                .asString();
    }
}
