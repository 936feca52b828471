package org.anamnesis.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.anamnesis.events.web.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the product as any program would; commands and questions may go to different processes. */
final class Http {

    /** Where the product says that it is alive, and nothing more. */
    static final String ALIVE = "/actuator/health/liveness";

    static final JsonMapper JSON = new JsonMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Issuer issuer;
    private final String commands;
    private final String questions;

    Http(Issuer issuer, String commands, String questions) {
        this.issuer = issuer;
        this.commands = commands;
        this.questions = questions;
    }

    /** An answer. */
    record Reply(HttpResponse<String> response) {

        JsonNode body() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String id() {
            return body().path("id").asString();
        }

        /** The same, if it is what was expected; nothing else is measured. */
        Reply expect(int status) {
            if (response.statusCode() != status) {
                throw new GateFailed(response.request().method() + " "
                        + response.request().uri().getPath() + " was answered with " + response.statusCode() + ": "
                        + response.body());
            }
            return this;
        }
    }

    Reply post(Role role, String path, String json, String... headers) {
        return send(request(commands + path, headers)
                .header("Authorization", "Bearer " + issuer.token(role))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    Reply get(Role role, String path, String... headers) {
        return send(request(questions + path, headers)
                .header("Authorization", "Bearer " + issuer.token(role))
                .build());
    }

    /** Asks with a token of the caller's own. */
    Reply as(String token, String path) {
        return send(request(questions + path)
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private static HttpRequest.Builder request(String address, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Reply send(HttpRequest request) {
        try {
            return new Reply(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
