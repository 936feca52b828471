package org.anamnesis.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.anamnesis.events.web.Role;

/** An OpenID Connect issuer as a hospital may have one: it publishes its key, and its tokens live as long as a run. */
final class Issuer implements AutoCloseable {

    private static final Duration LIFE = Duration.ofHours(12);

    private final Map<Role, String> tokens = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final RSAKey key;

    Issuer() throws IOException {
        try {
            key = new RSAKeyGenerator(2048)
                    .keyID("benchmarks")
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException cause) {
            throw new IllegalStateException(cause);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/.well-known/openid-configuration", """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(address()));
        answer("/keys", new JWKSet(key.toPublicJWK()).toString());
        server.start();
    }

    private void answer(String path, String json) {
        server.createContext(path, exchange -> write(exchange, json.getBytes(UTF_8)));
    }

    private static void write(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What an application is told to trust it. */
    List<String> settings() {
        var jwt = "--spring.security.oauth2.resourceserver.jwt.";
        return List.of(jwt + "issuer-uri=" + address(), jwt + "audiences=anamnesis");
    }

    /** An access token of somebody in this role. */
    String token(Role role) {
        return tokens.computeIfAbsent(role, this::issue);
    }

    private String issue(Role role) {
        var now = Instant.now();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(address())
                        .subject(role.written())
                        .audience("anamnesis")
                        .claim("roles", List.of(role.written()))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException cause) {
            throw new IllegalStateException(cause);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
