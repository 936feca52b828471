package org.anamnesis.standalone.signin;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Codes and refresh tokens of those who are signed in, hashed, each good once: whoever shows one again may have stolen
 * it, so the sign-in that it belongs to ends. Of programs nothing is kept.
 */
@Component
@WithOwnIssuer
final class Grants implements OAuth2AuthorizationService {

    private static final String SHOWN = "shown"; // the hash of the refresh token that is being exchanged
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final SignIns signIns;
    private final TokenClients clients;

    Grants(
            @Qualifier("commands") DataSource commands,
            @Qualifier("commands") PlatformTransactionManager transactions,
            SignIns signIns,
            TokenClients clients) {
        this.sql = JdbcClient.create(commands);
        this.transaction = new TransactionTemplate(transactions);
        this.signIns = signIns;
        this.clients = clients;
    }

    @Override
    public void save(OAuth2Authorization grant) {
        if (grant.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            return;
        }
        var code = grant.getToken(OAuth2AuthorizationCode.class);
        var refresh = grant.getRefreshToken();
        byte[] shown = grant.getAttribute(SHOWN);
        if (code != null && !code.isInvalidated()) {
            orRefuse(grant, () -> keep(grant, code.getToken()));
        } else if (refresh == null || refresh.isInvalidated()) {
            signIns.end(signIn(grant));
        } else if (code != null) {
            orRefuse(
                    grant,
                    () -> spend("code", Hashes.of(code.getToken().getTokenValue())) && keep(grant, refresh.getToken()));
        } else {
            orRefuse(
                    grant,
                    () -> spend("refresh_token", Objects.requireNonNull(shown)) && keep(grant, refresh.getToken()));
        }
    }

    @Override
    public void remove(OAuth2Authorization grant) {
        signIns.end(signIn(grant));
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null; // only for consent, which nobody is asked for
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && type.getValue().equals(OAuth2ParameterNames.CODE)) {
            return code(token);
        }
        return type == null || type.equals(OAuth2TokenType.REFRESH_TOKEN) ? refresh(token) : null;
    }

    private record Kept(
            StaffMember of,
            Instant made,
            boolean isSpent,
            @Nullable String redirect,
            @Nullable String challenge) {}

    private @Nullable OAuth2Authorization code(String value) {
        return find("code", "kept.redirect_uri, kept.challenge", Hashes.of(value))
                .flatMap(kept -> begin(kept)
                        .map(grant -> grant.attribute(
                                        OAuth2AuthorizationRequest.class.getName(),
                                        OAuth2AuthorizationRequest.authorizationCode()
                                                .authorizationUri("/oauth2/authorize")
                                                .clientId(TokenClients.WEB)
                                                .redirectUri(kept.redirect())
                                                .additionalParameters(Map.of(
                                                        PkceParameterNames.CODE_CHALLENGE,
                                                        Objects.requireNonNull(kept.challenge()),
                                                        PkceParameterNames.CODE_CHALLENGE_METHOD,
                                                        "S256"))
                                                .build())
                                .token(new OAuth2AuthorizationCode(
                                        value, kept.made(), kept.made().plus(CODE_LIFE)))
                                .build()))
                .orElse(null);
    }

    private @Nullable OAuth2Authorization refresh(String value) {
        var hash = Hashes.of(value);
        return find("refresh_token", "null, null", hash)
                .flatMap(kept -> begin(kept)
                        .map(grant -> grant.attribute(SHOWN, hash)
                                .refreshToken(new OAuth2RefreshToken(
                                        value, kept.made(), kept.made().plus(SignIns.IDLE)))
                                .build()))
                .orElse(null);
    }

    private Optional<OAuth2Authorization.Builder> begin(Kept kept) {
        return clients.web()
                .map(web -> OAuth2Authorization.withRegisteredClient(web)
                        .id(kept.of().signIn().toString())
                        .principalName(kept.of().name())
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .attribute(Principal.class.getName(), kept.of().authenticated()));
    }

    /** What is kept under a hash, unless the sign-in is over; if it was spent before, it is. */
    private Optional<Kept> find(String table, String more, byte[] hash) {
        var found = sql.sql("select s.id, s.account, a.roles, kept.made, kept.is_spent, " + more
                        + " from staff." + table + " kept join staff.sign_in s on s.id = kept.sign_in"
                        + " join staff.account a on a.name = s.account where kept.hash = ? and " + SignIns.IN_USE)
                .param(hash)
                .query((row, i) -> new Kept(
                        new StaffMember(
                                row.getString(2),
                                List.of((String[]) row.getArray(3).getArray()),
                                row.getObject(1, UUID.class)),
                        row.getTimestamp(4).toInstant(),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7)))
                .optional();
        found.filter(Kept::isSpent).ifPresent(stolen -> signIns.end(stolen.of().signIn()));
        return found.filter(kept -> !kept.isSpent());
    }

    private boolean keep(OAuth2Authorization grant, OAuth2AuthorizationCode code) {
        OAuth2AuthorizationRequest request =
                Objects.requireNonNull(grant.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        return sql.sql("""
                                insert into staff.code (hash, sign_in, redirect_uri, challenge)
                                select :hash, id, :redirect, :challenge from staff.sign_in where id = :id for key share""")
                        .param("hash", Hashes.of(code.getTokenValue()))
                        .param("redirect", request.getRedirectUri())
                        .param("challenge", request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE))
                        .param("id", signIn(grant))
                        .update()
                == 1;
    }

    private boolean keep(OAuth2Authorization grant, OAuth2RefreshToken token) {
        var id = signIn(grant);
        return signIns.use(id)
                && sql.sql("insert into staff.refresh_token (hash, sign_in) values (?, ?)")
                                .params(Hashes.of(token.getTokenValue()), id)
                                .update()
                        == 1;
    }

    private boolean spend(String table, byte[] hash) {
        return sql.sql("update staff." + table + " set is_spent = true where hash = ? and not is_spent")
                        .param(hash)
                        .update()
                == 1;
    }

    /** Does all of it; or none, and the sign-in is over. */
    private void orRefuse(OAuth2Authorization grant, BooleanSupplier all) {
        var isDone = transaction.execute(status -> {
            if (!all.getAsBoolean()) {
                status.setRollbackOnly();
                return false;
            }
            return true;
        });
        if (!Boolean.TRUE.equals(isDone)) {
            signIns.end(signIn(grant));
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    private static UUID signIn(OAuth2Authorization grant) {
        Authentication who = Objects.requireNonNull(grant.getAttribute(Principal.class.getName()));
        return ((StaffMember) Objects.requireNonNull(who.getPrincipal())).signIn();
    }
}
