package org.anamnesis.events.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.anamnesis.events.Recent;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Access tokens. One whose signature, issuer and audience were good is not checked for them again for a minute, which is
 * less than an issuer's keys are remembered; whether it has expired or was taken back is looked at each time.
 */
final class CheckedTokens implements JwtDecoder {

    private static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST = 1000;

    private final JwtDecoder issuer;
    private final List<OAuth2TokenValidator<Jwt>> stillGood;
    private final Clock clock;
    private final Map<String, Checked> tokens = new Recent<>(MOST);

    CheckedTokens(JwtDecoder issuer, List<OAuth2TokenValidator<Jwt>> stillGood, Clock clock) {
        this.issuer = issuer;
        this.stillGood = stillGood;
        this.clock = clock;
    }

    /** A token whose signature was good at a moment of this process's own time. */
    private record Checked(Jwt token, long at) {}

    @Override
    public Jwt decode(String written) {
        var checked = find(written);
        if (checked != null && isStillGood(checked)) {
            return checked.token();
        }
        var token = issuer.decode(written);
        remember(written, new Checked(token, System.nanoTime()));
        return token;
    }

    private boolean isStillGood(Checked checked) {
        var expires = checked.token().getExpiresAt();
        return System.nanoTime() - checked.at() < REMEMBERED_NANOS
                && (expires == null || expires.isAfter(clock.instant()))
                && stillGood.stream()
                        .noneMatch(check -> check.validate(checked.token()).hasErrors());
    }

    private synchronized @Nullable Checked find(String written) {
        return tokens.get(written);
    }

    private synchronized void remember(String written, Checked checked) {
        tokens.put(written, checked);
    }
}
