package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Somebody's browser, with its cookies, in which the web client runs. */
final class Browser {

    static final String CLIENT_PAGE = "http://localhost:8080/signed-in";

    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"");

    private final String base;
    private final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Browser(Http server) {
        this.base = server.base();
    }

    /** What the client was given. */
    record Given(String access, String refresh) {}

    HttpResponse<String> open(String path) {
        return send(HttpRequest.newBuilder(at(path)).header("Accept", "text/html,*/*;q=0.8"));
    }

    /** Fills in the form of a page and sends it. */
    HttpResponse<String> submit(String page, String to, Map<String, String> fields) {
        var all = form(page);
        all.putAll(fields);
        return post(to, all);
    }

    /** What a page's form sends without anything being filled in. */
    Map<String, String> form(String page) {
        var hidden = new LinkedHashMap<String, String>();
        HIDDEN.matcher(open(page).body()).results().forEach(found -> hidden.put(found.group(1), found.group(2)));
        return hidden;
    }

    HttpResponse<String> post(String to, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(at(to))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", to.startsWith("/oauth2/") ? "application/json" : "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(written(fields))));
    }

    HttpResponse<String> signIn(String name, String password, String code) {
        return submit("/sign-in", "/sign-in", Map.of("name", name, "password", password, "code", code));
    }

    boolean isSignedIn() {
        return open("/sign-in").body().contains("You are signed in as");
    }

    /** Goes where the client sends people who have to sign in. */
    HttpResponse<String> authorize(String... more) {
        return open(authorizePath(more));
    }

    String authorizePath(String... more) {
        var asked = new LinkedHashMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                "anamnesis-web",
                "redirect_uri",
                CLIENT_PAGE,
                "state",
                "xyz",
                "code_challenge",
                challenge(),
                "code_challenge_method",
                "S256"));
        for (int i = 0; i < more.length; i += 2) {
            asked.put(more[i], more[i + 1]);
            asked.values().remove("");
        }
        return "/oauth2/authorize?" + written(asked);
    }

    /** The code with which the browser is sent back to the client. */
    String code() {
        var back = authorize();
        assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
        assertThat(to(back)).startsWith(CLIENT_PAGE);
        assertThat(parameter(to(back), "state")).isEqualTo("xyz");
        return parameter(to(back), "code");
    }

    HttpResponse<String> exchange(String code, String... more) {
        var asked = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "anamnesis-web",
                "redirect_uri",
                CLIENT_PAGE,
                "code",
                code,
                "code_verifier",
                verifier));
        for (int i = 0; i < more.length; i += 2) {
            asked.put(more[i], more[i + 1]);
        }
        return post("/oauth2/token", asked);
    }

    HttpResponse<String> refresh(String token) {
        return post(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "client_id", "anamnesis-web", "refresh_token", token));
    }

    /** The whole way, from a code to tokens. */
    Given tokens() {
        return given(exchange(code()));
    }

    static Given given(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        var body = Http.JSON.readTree(reply.body());
        assertThat(body.path("expires_in").asInt()).isBetween(590, 600);
        return new Given(
                body.path("access_token").asString(), body.path("refresh_token").asString());
    }

    int api(String accessToken) {
        return send(HttpRequest.newBuilder(at("/api/v1/schedule?from=2026-01-01&to=2026-01-02"))
                        .header("Authorization", "Bearer " + accessToken))
                .statusCode();
    }

    static JsonNode claims(String accessToken) {
        return Http.JSON.readTree(Base64.getUrlDecoder().decode(accessToken.split("\\.", -1)[1]));
    }

    static String to(HttpResponse<String> reply) {
        return reply.headers().firstValue("Location").orElse("");
    }

    static String parameter(String address, String name) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), UTF_8))
                .findFirst()
                .orElse("");
    }

    private URI at(String path) {
        return URI.create(path.startsWith("http") ? path : base + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String written(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
