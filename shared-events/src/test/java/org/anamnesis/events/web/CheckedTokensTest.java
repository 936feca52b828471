package org.anamnesis.events.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** A token is checked whole once a minute, and each time for what may have changed since. */
class CheckedTokensTest {

    private static final Instant ISSUED = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant EXPIRES = ISSUED.plusSeconds(600);

    private final AtomicInteger checks = new AtomicInteger();
    private Instant now = ISSUED;
    private boolean isTakenBack;

    private final JwtDecoder tokens = new CheckedTokens(
            this::check,
            List.of(token -> isTakenBack
                    ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))
                    : OAuth2TokenValidatorResult.success()),
            at(() -> now));

    private static Clock at(InstantSource now) {
        return now.withZone(ZoneOffset.UTC);
    }

    private Jwt check(String written) {
        checks.incrementAndGet();
        if (!written.startsWith("good") || !now.isBefore(EXPIRES) || isTakenBack) {
            throw new BadJwtException("not ours");
        }
        return Jwt.withTokenValue(written)
                .header("alg", "RS256")
                .subject("reception")
                .issuedAt(ISSUED)
                .expiresAt(EXPIRES)
                .build();
    }

    @Test
    void one_that_is_asked_with_again_is_not_checked_again() {
        var first = tokens.decode("good");

        assertThat(tokens.decode("good")).isEqualTo(first);
        assertThat(checks).hasValue(1);
    }

    @Test
    void another_one_is() {
        tokens.decode("good");

        assertThat(tokens.decode("good too").getTokenValue()).isEqualTo("good too");
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThat(checks).hasValue(4);
    }

    @Test
    void one_that_has_expired_is_refused() {
        tokens.decode("good");
        now = EXPIRES;

        assertThatThrownBy(() -> tokens.decode("good")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void one_that_was_taken_back_is_refused() {
        tokens.decode("good");
        isTakenBack = true;

        assertThatThrownBy(() -> tokens.decode("good")).isInstanceOf(BadJwtException.class);
    }
}
