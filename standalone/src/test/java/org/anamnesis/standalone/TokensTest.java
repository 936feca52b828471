package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.web.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that are not ours, not yet ours or no longer ours are all told the same: nothing. */
class TokensTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();
    private static final Http HTTP = APPLICATION.http();
    private static final String SCHEDULE = "/api/v1/schedule?from=2026-01-01&to=2026-01-02";
    private static final RSAKey OURS = ours();

    static Stream<Arguments> bad() throws JOSEException {
        var stranger = new RSAKeyGenerator(2048).generate();
        var namedAsOurs = new RSAKey.Builder(stranger).keyID(OURS.getKeyID()).build();
        var good = signed(claims().build());
        return Stream.of(
                Arguments.of("expired", signed(claims().expirationTime(in(-120)).build())),
                Arguments.of(
                        "not valid yet", signed(claims().notBeforeTime(in(120)).build())),
                Arguments.of(
                        "without an end", signed(claims().expirationTime(null).build())),
                Arguments.of(
                        "for another application",
                        signed(claims().audience("another").build())),
                Arguments.of("for nobody", signed(claims().audience(List.of()).build())),
                Arguments.of("naming nobody", signed(claims().subject(null).build())),
                Arguments.of("naming an empty name", signed(claims().subject("").build())),
                Arguments.of(
                        "of a clinic that is no UUID",
                        signed(claims().claim("clinic", "canary").build())),
                Arguments.of(
                        "of a clinic that is no text",
                        signed(claims().claim("clinic", Map.of("id", 1)).build())),
                Arguments.of(
                        "of a grant that is no UUID",
                        signed(claims().claim("roles", List.of("board"))
                                .claim("grant", "canary")
                                .build())),
                Arguments.of("of another issuer's key", signed(claims().build(), stranger)),
                Arguments.of("of another issuer's key with our key's name", signed(claims().build(), namedAsOurs)),
                Arguments.of("alg none", new PlainJWT(claims().build()).serialize()),
                Arguments.of("alg none over our signature", header("{\"alg\":\"none\"}", good)),
                Arguments.of("without its signature", good.substring(0, good.lastIndexOf('.') + 1)),
                Arguments.of(
                        "signed with the public key as a secret",
                        mac(OURS.toRSAPublicKey().getEncoded())),
                Arguments.of(
                        "signed with the published key as a secret",
                        mac(OURS.toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                Arguments.of(
                        "with another payload",
                        payload(claims().subject("canary").build(), good)),
                Arguments.of("with a key of its own in its header", withKeyInside(stranger)),
                Arguments.of("no token at all", "canary"),
                Arguments.of("too many parts", good + ".a.b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void a_bad_token_is_told_nothing(String kind, String token) {
        for (var path : List.of(SCHEDULE, "/actuator/prometheus", "/api/v1/nothing")) {
            var reply = ask(path, "Authorization", "Bearer " + token).expect(401);

            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(withoutTrace(reply)).as(kind).isEqualTo(withoutTrace(ask(path)));
        }
    }

    @Test
    void the_same_token_untouched_is_let_in() throws JOSEException {
        ask(SCHEDULE, "Authorization", "Bearer " + signed(claims().build())).expect(200);
    }

    @Test
    void a_token_is_taken_from_the_authorization_header_alone() {
        var token = HTTP.token(RECEPTION);

        ask(SCHEDULE + "&access_token=" + token).expect(401);
        ask(SCHEDULE, "Cookie", "access_token=" + token).expect(401);
        ask(SCHEDULE, "X-Authorization", "Bearer " + token).expect(401);
    }

    @Test
    void a_role_is_taken_from_the_token_alone() {
        HTTP.get(
                        RESEARCHER,
                        SCHEDULE + "&role=reception&roles=reception",
                        "Role",
                        "reception",
                        "X-Roles",
                        "reception",
                        "X-Forwarded-User",
                        "reception")
                .expect(403);

        assertThat(place(RESEARCHER, ", \"role\": \"records-officer\", \"roles\": [\"records-officer\"]")
                        .status())
                .isIn(400, 403);
        assertThat(place(CLINICIAN, "").status()).isEqualTo(403);
        place(RECORDS_OFFICER, "").expect(201);
    }

    @Test
    void whoever_comes_by_a_grant_is_a_board_and_nothing_else_and_a_board_comes_by_a_grant() throws JOSEException {
        var grant = UUID.randomUUID().toString();
        for (var token : List.of(
                signed(claims().claim("roles", List.of("board")).build()),
                signed(claims().claim("roles", List.of("board", "reception")).build()),
                signed(claims().claim("roles", List.of("board", "reception"))
                        .claim("grant", grant)
                        .build()),
                signed(claims().claim("grant", grant).build()),
                signed(claims().claim("roles", List.of()).claim("grant", grant).build()))) {
            var refused = ask(SCHEDULE, "Authorization", "Bearer " + token).expect(401);

            assertThat(refused.body().path("detail").asString()).contains("grant of access");
        }
        ask("/actuator/prometheus", "Authorization", "Bearer " + signed(claims().build()))
                .expect(200);
        ask(
                        "/actuator/prometheus",
                        "Authorization",
                        "Bearer " + signed(claims().claim("grant", grant).build()))
                .expect(403);
    }

    private static Http.Reply place(Role role, String more) {
        return HTTP.post(
                role,
                "/api/v1/places",
                "{\"name\": \"Attic\", \"kind\": \"ROOM\", \"zone\": \"Europe/Berlin\", \"jurisdiction\": \"DE-BE\","
                        + " \"capacity\": 4" + more + "}");
    }

    private static Http.Reply ask(String path, String... headers) {
        return HTTP.send(HTTP.request(path, headers).GET().build());
    }

    private static String withoutTrace(Http.Reply reply) {
        return reply.response().body().replace(reply.body().path("traceId").asString(), "");
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("reception")
                .audience("anamnesis")
                .claim("roles", List.of("reception", "operator"))
                .issueTime(in(-240))
                .expirationTime(in(600));
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plus(seconds, ChronoUnit.SECONDS));
    }

    private static String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, OURS);
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims, new RSASSASigner(key));
    }

    private static String mac(byte[] secret) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(OURS.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims().build(),
                new MACSigner(secret));
    }

    private static String withKeyInside(RSAKey key) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(key.toPublicJWK()).build(),
                claims().build(),
                new RSASSASigner(key));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String header(String header, String token) {
        return Base64URL.encode(header) + token.substring(token.indexOf('.'));
    }

    private static String payload(JWTClaimsSet claims, String token) {
        return token.substring(0, token.indexOf('.') + 1)
                + Base64URL.encode(claims.toString())
                + token.substring(token.lastIndexOf('.'));
    }

    @SuppressWarnings("unchecked") // a bean of a generic type
    private static RSAKey ours() {
        try {
            var keys = (JWKSource<SecurityContext>) APPLICATION.bean(JWKSource.class);
            return (RSAKey) keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                    .getFirst();
        } catch (KeySourceException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
