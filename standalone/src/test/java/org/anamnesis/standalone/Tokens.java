package org.anamnesis.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Role;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Access tokens that the demo's issuer would not give: of another clinic, or of a shorter life. */
public final class Tokens {

    private final NimbusJwtEncoder encoder;
    private final String issuer;
    private final UUID clinic;

    public Tokens(RunningApplication application) {
        this(application, application);
    }

    /** As one application issues them for another. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a bean of a generic type
    Tokens(RunningApplication issuer, RunningApplication application) {
        encoder = new NimbusJwtEncoder(issuer.bean(com.nimbusds.jose.jwk.source.JWKSource.class));
        this.issuer = issuer.http().base();
        clinic = application.bean(Installation.class).clinic();
    }

    String ofClinic(UUID other, Role role) {
        return token(other, role, Duration.ofMinutes(10));
    }

    String living(Duration life, Role role) {
        return token(clinic, role, life);
    }

    /** Of somebody with a name and a role. */
    String of(String name, Role role) {
        return of(name, role, Duration.ofMinutes(10));
    }

    /** Of somebody who has much to do. */
    public String of(String name, Role role, Duration life) {
        return token(name, clinic, role, life);
    }

    private String token(UUID of, Role role, Duration life) {
        return token(role.written(), of, role, life);
    }

    /** Of somebody for whom another acts. */
    String acting(String name, String acting, Role role) {
        return token(name, clinic, role, Duration.ofMinutes(10), claims -> claims.claim("act", Map.of("sub", acting)));
    }

    /** Of somebody from outside who comes by a grant. */
    String ofBoard(String grantId) {
        return ofBoard(grantId, Role.BOARD);
    }

    /** Of somebody with a role and a grant, which need not fit. */
    String ofBoard(String grantId, Role role) {
        return token("a board", clinic, role, Duration.ofMinutes(10), claims -> claims.claim("grant", grantId));
    }

    private String token(String name, UUID of, Role role, Duration life) {
        return token(name, of, role, life, claims -> {});
    }

    private String token(String name, UUID of, Role role, Duration life, Consumer<JwtClaimsSet.Builder> more) {
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .subject(name)
                .audience(List.of("anamnesis"))
                .claim("roles", List.of(role.written()))
                .claim("clinic", of.toString())
                .issuedAt(now)
                .expiresAt(now.plus(life));
        more.accept(claims);
        return encoder.encode(JwtEncoderParameters.from(claims.build())).getTokenValue();
    }
}
