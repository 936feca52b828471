package org.anamnesis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running Anamnesis, as a program sees it that has an account there. */
public final class Server {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI to;
    private final URI issuer;
    private final String account;
    private final Duration patience;
    private String token = "";
    private long tokenUntil;

    /**
     * @param to the server's address, such as {@code http://localhost:8080}
     * @param account the program client and its secret, as {@code client:secret}
     * @param patience how long to wait for a server that does not answer
     */
    public Server(URI to, String account, Duration patience) {
        this(to, to.resolve("/oauth2/token"), account, patience);
    }

    /**
     * @param issuer where access tokens are to be had, if not from the server itself
     */
    public Server(URI to, URI issuer, String account, Duration patience) {
        this.to = to;
        this.issuer = issuer;
        this.account = account;
        this.patience = patience;
    }

    /** The server could not be reached, or does not let this account in. What it says is for the user. */
    public static final class Away extends IOException {

        private static final long serialVersionUID = 1L;

        Away(String message) {
            super(message);
        }
    }

    /**
     * A command, and the key that makes it safe to send it again.
     *
     * @param path below {@code /api/v1}
     */
    public record Ask(String path, Map<String, ?> body, String key) {}

    /** What was answered. */
    public record Answer(int status, JsonNode body, boolean isReplayed) {

        public boolean isAccepted() {
            return status == 200 || status == 201;
        }

        public String id() {
            return body.path("id").asString("");
        }

        /** Whether it was accepted before, but said something else then; the id is of what came of it. */
        public boolean isChanged() {
            return status == 422 && !id().isEmpty();
        }

        /** How many events came of it now; none when it was accepted before. */
        public int newEvents() {
            return isReplayed || !isAccepted() ? 0 : body.path("events").size();
        }

        /** Why it was not accepted, in the API's words, which name nobody. */
        public String reason() {
            var reasons = StreamSupport.stream(body.path("refusals").spliterator(), false)
                    .map(refusal -> refusal.path("code").asString())
                    .distinct()
                    .collect(Collectors.joining(", "));
            var faults = StreamSupport.stream(body.path("errors").spliterator(), false)
                    .map(fault -> fault.path("at").asString() + " "
                            + fault.path("detail").asString())
                    .collect(Collectors.joining("; "));
            return List.of(reasons, faults, body.path("title").asString("") + " (" + status + ")").stream()
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Sends a command, and again while the server is away or too busy.
     *
     * @throws Away when that takes too long
     */
    public Answer send(Ask ask) throws Away {
        return answer(request(ask.path())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", ask.key())
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(ask.body()))));
    }

    /**
     * Asks a question, and again while the server is away or too busy.
     *
     * @throws Away when that takes too long
     */
    public Answer get(String path) throws Away {
        return answer(request(path).GET());
    }

    /**
     * Asks for a file, and writes it where it is wanted.
     *
     * @throws Away if the server does not hand it out
     */
    public void fetch(String path, Path file) throws IOException {
        try {
            var response = http.send(
                    request(path).header("Authorization", "Bearer " + token()).build(), BodyHandlers.ofFile(file));
            if (response.statusCode() != 200) {
                throw new Away(
                        to + " does not hand out " + path + " to " + name() + " (" + response.statusCode() + ").");
            }
        } catch (InterruptedException stop) {
            throw interrupted();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(to.resolve("/api/v1" + path));
    }

    private Answer answer(HttpRequest.Builder request) throws Away {
        var until = System.nanoTime() + patience.toNanos();
        var renewed = false;
        while (true) {
            var response = exchange(request.setHeader("Authorization", "Bearer " + token()), until);
            switch (response.statusCode()) {
                case 401 -> {
                    if (renewed) {
                        throw new Away(to + " does not accept the token of " + name() + ".");
                    }
                    renewed = true;
                    forget();
                }
                case 403 ->
                    throw new Away(name() + " may not do this at " + to + "; the role records-officer is needed.");
                case 429, 503 -> pause(response, until);
                default -> {
                    if (response.statusCode() >= 500) {
                        throw new Away(to + " has an error of its own (" + response.statusCode() + ", "
                                + json(response).path("traceId").asString("no trace id") + ").");
                    }
                    return new Answer(
                            response.statusCode(),
                            json(response),
                            response.headers().firstValue("Idempotent-Replayed").isPresent());
                }
            }
        }
    }

    private synchronized String token() throws Away {
        if (System.nanoTime() - tokenUntil >= 0 || token.isEmpty()) {
            var response = exchange(
                    HttpRequest.newBuilder(issuer)
                            .header(
                                    "Authorization",
                                    "Basic " + Base64.getEncoder().encodeToString(account.getBytes(UTF_8)))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("grant_type=client_credentials")),
                    System.nanoTime() + patience.toNanos());
            var answer = json(response);
            if (response.statusCode() != 200) {
                throw new Away(issuer + " does not let " + name() + " in (" + response.statusCode()
                        + "). Give --client <client>:<secret>.");
            }
            token = answer.path("access_token").asString();
            tokenUntil = System.nanoTime()
                    + Duration.ofSeconds(answer.path("expires_in").asLong(300))
                            .minus(BEFORE_EXPIRY)
                            .toNanos();
        }
        return token;
    }

    private synchronized void forget() {
        token = "";
    }

    private String name() {
        return account.split(":", 2)[0];
    }

    /** Sends until there is an answer. */
    private HttpResponse<String> exchange(HttpRequest.Builder request, long until) throws Away {
        while (true) {
            try {
                return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            } catch (IOException away) {
                if (System.nanoTime() + PAUSE.toNanos() - until > 0) {
                    throw new Away(to + " has not answered for " + patience.toSeconds() + " s.");
                }
                sleep(PAUSE);
            } catch (InterruptedException stop) {
                throw interrupted();
            }
        }
    }

    private void pause(HttpResponse<String> response, long until) throws Away {
        var wait = Duration.ofSeconds(response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,3}"))
                .map(Long::parseLong)
                .orElse(1L));
        if (System.nanoTime() + wait.toNanos() - until > 0) {
            throw new Away(to + " has been too busy for " + patience.toSeconds() + " s.");
        }
        sleep(wait);
    }

    private static void sleep(Duration time) throws Away {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException stop) {
            throw interrupted();
        }
    }

    private static Away interrupted() {
        Thread.currentThread().interrupt();
        return new Away("It was interrupted.");
    }

    private JsonNode json(HttpResponse<String> response) throws Away {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException other) {
            throw new Away(to + " answers, but not as Anamnesis does (" + response.statusCode() + ").");
        }
    }
}
