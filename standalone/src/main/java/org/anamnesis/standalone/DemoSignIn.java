package org.anamnesis.standalone;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The demo's own token issuer: a program for each role, whose name is the role's and whose secret is "demo"; and a second
 * one, such as {@code second-privacy-officer}, for what takes two people.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoSignIn {

    private static final String AUDIENCE = "anamnesis";
    private static final String SECRET =
            PasswordEncoderFactories.createDelegatingPasswordEncoder().encode("demo");
    private static final String SECOND = "second-";
    private static final Duration LIFE = Duration.ofMinutes(10);

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain tokens(HttpSecurity http) {
        http.oauth2AuthorizationServer(server -> http.securityMatcher(server.getEndpointsMatcher()));
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @Bean
    RegisteredClientRepository programs() {
        return new Programs();
    }

    /** A program for each role. */
    private static final class Programs implements RegisteredClientRepository {

        @Override
        public void save(RegisteredClient client) {
            throw new UnsupportedOperationException("the demo's programs are fixed");
        }

        @Override
        public @Nullable RegisteredClient findById(String id) {
            return findByClientId(id);
        }

        @Override
        public @Nullable RegisteredClient findByClientId(String name) {
            return Arrays.stream(Role.values()).anyMatch(role -> role.written().equals(role(name)))
                    ? program(name)
                    : null;
        }
    }

    private static String role(String program) {
        return program.startsWith(SECOND) ? program.substring(SECOND.length()) : program;
    }

    private static RegisteredClient program(String name) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret(SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(LIFE).build())
                .build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> roles() {
        return token -> token.getClaims()
                .audience(List.of(AUDIENCE))
                .claim("roles", List.of(role(token.getRegisteredClient().getClientId())));
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
        var decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(List.of(token -> isWhole(token)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN)))));
        return decoder;
    }

    /** Whether a token of ours is meant for us, ends some day, and says who is there and of which clinic. */
    private static boolean isWhole(Jwt token) {
        var audience = token.getAudience();
        var name = token.getSubject();
        return audience != null
                && audience.contains(AUDIENCE)
                && token.getExpiresAt() != null
                && name != null
                && !name.isBlank()
                && isClinic(token.getClaim("clinic"));
    }

    private static boolean isClinic(@Nullable Object claimed) {
        try {
            return claimed == null || UUID.fromString(claimed.toString()) != null;
        } catch (IllegalArgumentException noUuid) {
            return false;
        }
    }
}
