package org.anamnesis.standalone.signin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/**
 * Who may ask for tokens: the web client, for people, once it is known where it lives; the programs of outside bodies,
 * while what they were granted is open; and in the demo a program for each role of the staff, whose name is the role's and whose secret is "demo", and a second one, such as
 * {@code second-privacy-officer}, for what takes two people.
 */
@Component
@WithOwnIssuer
final class TokenClients implements RegisteredClientRepository {

    static final String WEB = "anamnesis-web";

    private static final String SECOND = "second-";

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final List<String> redirects;
    private final List<RegisteredClient> programs;
    private final BoardClients boards;

    TokenClients(
            @Value("${anamnesis.sign-in.redirect-uris:}") List<String> redirects,
            Environment environment,
            BoardClients boards) {
        this.redirects = redirects;
        this.boards = boards;
        this.programs = environment.matchesProfiles("demo") ? programs() : List.of();
    }

    /** In which role a program acts. */
    static String role(String program) {
        return program.startsWith(SECOND) ? program.substring(SECOND.length()) : program;
    }

    /** The client that people sign in for, if it is known where it lives. */
    Optional<RegisteredClient> web() {
        return redirects.isEmpty()
                ? Optional.empty()
                : Optional.of(RegisteredClient.withId(WEB)
                        .clientId(WEB)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                        .redirectUris(known -> known.addAll(redirects))
                        .clientSettings(ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(false)
                                .build())
                        .tokenSettings(TokenSettings.builder()
                                .accessTokenTimeToLive(LIFE)
                                .refreshTokenTimeToLive(SignIns.IDLE)
                                .reuseRefreshTokens(false)
                                .build())
                        .build());
    }

    List<String> redirects() {
        return redirects;
    }

    private static List<RegisteredClient> programs() {
        var secret = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode("demo");
        return Arrays.stream(Role.values())
                .filter(Role::isOfStaff)
                .map(Role::written)
                .flatMap(role -> Stream.of(role, SECOND + role))
                .map(name -> program(name, secret))
                .toList();
    }

    private static RegisteredClient program(String name, String secret) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(LIFE).build())
                .build();
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are fixed");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String name) {
        return name.equals(WEB)
                ? web().orElse(null)
                : programs.stream()
                        .filter(program -> program.getClientId().equals(name))
                        .findFirst()
                        .or(() -> boards.secret(name).map(secret -> program(name, secret)))
                        .orElse(null);
    }
}
