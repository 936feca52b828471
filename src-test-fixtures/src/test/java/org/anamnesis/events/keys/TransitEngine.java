package org.anamnesis.events.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks as the Transit engine of a Vault does, as far as it is used here, with a key named {@code anamnesis}. */
final class TransitEngine implements AutoCloseable {

    static final String TOKEN = "s.token";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<Aead> versions = new ArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** What it answers to everything, if not 0. */
    volatile int failure;

    TransitEngine() throws IOException, GeneralSecurityException {
        addVersion();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/transit/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void addVersion() throws GeneralSecurityException {
        versions.add(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, KeyFile.AEAD)
                .getPrimitive(KeyFile.AEAD, Aead.class));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring("/v1/transit/".length());
            asked.add(path);
            var body = exchange.getRequestBody().readAllBytes();
            if (failure != 0) {
                exchange.sendResponseHeaders(failure, -1);
            } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
                say(exchange, 403, Map.of("errors", List.of("permission denied")));
            } else {
                try {
                    say(exchange, 200, Map.of("data", data(path, body)));
                } catch (GeneralSecurityException | RuntimeException refused) {
                    say(exchange, 400, Map.of("errors", List.of("cipher: message authentication failed")));
                }
            }
        }
    }

    private Map<String, Object> data(String path, byte[] body) throws GeneralSecurityException {
        var said = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        return switch (path) {
            case "keys/anamnesis" -> Map.of("latest_version", versions.size(), "type", "aes256-gcm96");
            case "keys/anamnesis/rotate" -> {
                addVersion();
                yield Map.of();
            }
            case "encrypt/anamnesis" ->
                Map.of(
                        "ciphertext",
                        "vault:v" + versions.size() + ":"
                                + Base64.getEncoder()
                                        .encodeToString(versions.getLast()
                                                .encrypt(bytes(said, "plaintext"), bytes(said, "associated_data"))));
            case "decrypt/anamnesis" -> {
                var parts = said.path("ciphertext").asString().split(":", 3);
                var version = versions.get(Integer.parseInt(parts[1].substring(1)) - 1);
                var plain = version.decrypt(Base64.getDecoder().decode(parts[2]), bytes(said, "associated_data"));
                yield Map.of("plaintext", Base64.getEncoder().encodeToString(plain));
            }
            default -> throw new IllegalArgumentException(path);
        };
    }

    private static byte[] bytes(JsonNode said, String name) {
        return Base64.getDecoder().decode(said.path(name).asString());
    }

    private static void say(HttpExchange exchange, int status, Object what) throws IOException {
        var json = JSON.writeValueAsString(what).getBytes(UTF_8);
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
