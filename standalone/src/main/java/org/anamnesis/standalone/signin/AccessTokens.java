package org.anamnesis.standalone.signin;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** What access tokens say, and which are believed. */
@Component
@WithOwnIssuer
final class AccessTokens implements OAuth2TokenCustomizer<JwtEncodingContext>, OAuth2TokenValidator<Jwt> {

    private static final String AUDIENCE = "anamnesis";
    private static final String SIGN_IN = "sid";

    private final SignIns signIns;

    AccessTokens(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    public void customize(JwtEncodingContext token) {
        var claims = token.getClaims().audience(List.of(AUDIENCE));
        Authentication who = token.getPrincipal();
        if (who != null && who.getPrincipal() instanceof StaffMember member) {
            claims.claim("roles", member.roles()).claim(SIGN_IN, member.signIn().toString());
        } else {
            var program = token.getRegisteredClient().getClientId();
            BoardClients.grant(program)
                    .ifPresentOrElse(
                            grant -> claims.claim("roles", List.of(Role.BOARD.written()))
                                    .claim(Actor.GRANT, grant.toString()),
                            () -> claims.claim("roles", List.of(TokenClients.role(program))));
        }
    }

    /** Whether a token of ours is meant for us, ends some day, says who is there, and their sign-in has not ended. */
    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        var audience = token.getAudience();
        var name = token.getSubject();
        var isGood = audience != null
                && audience.contains(AUDIENCE)
                && token.getExpiresAt() != null
                && name != null
                && !name.isBlank()
                && isNothingOr(token.getClaim("clinic"), id -> true)
                && isNothingOr(token.getClaim(Actor.GRANT), id -> true)
                && isNothingOr(token.getClaim(SIGN_IN), signIns::isThere);
        return isGood
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));
    }

    private static boolean isNothingOr(@Nullable Object claimed, Predicate<UUID> good) {
        try {
            return claimed == null || good.test(UUID.fromString(claimed.toString()));
        } catch (IllegalArgumentException noUuid) {
            return false;
        }
    }
}
