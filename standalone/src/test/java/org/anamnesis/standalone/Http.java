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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.anamnesis.events.web.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a running application as any program would; where it is several nodes, to one after the other. */
public final class Http {

    public static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final String issuer;
    private final List<String> commands;
    private final List<String> questions;

    Http(String base) {
        this(base, List.of(base), List.of(base));
    }

    /** Gets its tokens from one place, sends commands to others, and asks questions at yet others. */
    Http(String issuer, List<String> commands, List<String> questions) {
        this.issuer = issuer;
        this.commands = commands;
        this.questions = questions;
    }

    String base() {
        return issuer;
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

        public Reply expect(int expected) {
            assertThat(status).as(response.body()).isEqualTo(expected);
            return this;
        }
    }

    Reply post(Role role, String path, String json, String... headers) {
        return post(role.written(), path, json, headers);
    }

    /** As one of the demo's programs. */
    Reply post(String program, String path, String json, String... headers) {
        return send(request(next(commands, sent), path, headers)
                .header("Authorization", "Bearer " + token(program))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    Reply get(Role role, String path, String... headers) {
        return send(request(next(questions, asked), path, headers)
                .header("Authorization", "Bearer " + token(role))
                .GET()
                .build());
    }

    /** As whoever bears a token. */
    public Reply as(String token, String method, String path, String body, String... headers) {
        var nodes = method.equals("GET") ? next(questions, asked) : next(commands, sent);
        return send(request(nodes, path, headers)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpRequest.Builder request(String path, String... headers) {
        return request(issuer, path, headers);
    }

    private static HttpRequest.Builder request(String base, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static String next(List<String> nodes, AtomicInteger turn) {
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }

    Reply send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            var type = response.headers().firstValue("Content-Type").orElse("");
            return new Reply(
                    response.statusCode(),
                    response,
                    type.contains("json")
                                    && !type.contains("ndjson")
                                    && !response.body().isEmpty()
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
        return token(role.written());
    }

    private String token(String program) {
        return tokens.compute(program, (who, kept) -> kept == null || kept.isOld() ? fetchToken(who) : kept)
                .value();
    }

    /** An access token; it is good for ten minutes. */
    private record Token(String value, long fetched) {

        boolean isOld() {
            return System.nanoTime() - fetched > Duration.ofMinutes(5).toNanos();
        }
    }

    private Token fetchToken(String program) {
        var basic = Base64.getEncoder().encodeToString((program + ":demo").getBytes(UTF_8));
        var answer = send(request("/oauth2/token")
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build())
                .expect(200);
        return new Token(answer.body().path("access_token").asString(), System.nanoTime());
    }
}
