package org.anamnesis.events.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.anamnesis.events.store.CannotStart;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every request carries a token, but for the pages that explain the API; every refusal is a problem. What tells how the
 * machinery runs is for operators.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration"
        })
@Import({Problems.class, ProblemPages.class, ErrorPage.class, OpenApi.class})
@ConditionalOnWebApplication
public class WebAutoConfiguration {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
    private static final String[] OPEN = {
        "/",
        "/error",
        "/problems/*",
        "/docs",
        "/docs/**",
        "/swagger-ui/**",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/actuator/health",
        "/actuator/health/*"
    };

    @Bean
    Trace trace() {
        return new Trace();
    }

    /** A request is timed as a whole, and not once more in each filter. */
    @Bean
    static SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain api(
            HttpSecurity http,
            JsonMapper json,
            ObjectProvider<JwtDecoder> issuer,
            ObjectProvider<OAuth2TokenValidator<Jwt>> stillGood,
            @Qualifier("machine") Clock clock,
            Environment environment) {
        var decoder = issuer.getIfAvailable();
        if (decoder == null) {
            throw new CannotStart("Nobody is known who issues access tokens. Set"
                    + " spring.security.oauth2.resourceserver.jwt.issuer-uri to your OpenID Connect issuer.");
        }
        if (Stream.of("issuer-uri", "jwk-set-uri", "public-key-location")
                        .anyMatch(from -> environment.containsProperty(JWT + from))
                && !Binder.get(environment).bind(JWT + "audiences", List.class).isBound()) {
            throw new CannotStart("Any token of your issuer would be let in, also one for another application. Set "
                    + JWT + "audiences to what your issuer calls this one.");
        }
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.OPERATOR.written())
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(new CheckedTokens(
                                        decoder, stillGood.orderedStream().toList(), clock))
                                .jwtAuthenticationConverter(roles()))
                        .authenticationEntryPoint((request, response, denied) -> send(
                                json,
                                response,
                                ProblemType.UNAUTHENTICATED,
                                "The access token is missing, expired or not ours."))
                        .accessDeniedHandler((request, response, denied) ->
                                send(json, response, ProblemType.FORBIDDEN, "Not permitted.")))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** The token's roles, for what the framework itself guards; that is nothing for anybody from outside. */
    private static JwtAuthenticationConverter roles() {
        var authorities = new JwtGrantedAuthoritiesConverter();
        authorities.setAuthoritiesClaimName("roles");
        authorities.setAuthorityPrefix("ROLE_");
        var roles = new JwtAuthenticationConverter();
        roles.setJwtGrantedAuthoritiesConverter(
                token -> token.hasClaim(Actor.GRANT) ? List.of() : authorities.convert(token));
        return roles;
    }

    private static void send(JsonMapper json, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        response.setStatus(type.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (type == ProblemType.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.getOutputStream().write(json.writeValueAsBytes(Problems.detail(new Problem(type, detail))));
    }
}
