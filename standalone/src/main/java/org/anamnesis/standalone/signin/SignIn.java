package org.anamnesis.standalone.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.anamnesis.events.store.Anamnesis;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The issuer of tokens that comes with this process: people sign in on its pages, programs with their secret. */
@Configuration(proxyBeanMethods = false)
@WithOwnIssuer
class SignIn {

    private static final String PAGE = "/sign-in";
    private static final String AUTHORIZE = "/oauth2/authorize";
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain tokens(HttpSecurity http, TokenClients clients, SignIns signIns) {
        var web = new WebClient(clients);
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.clientAuthentication(
                    client -> client.authenticationConverter(web).authenticationProvider(web));
            server.authorizationEndpoint(endpoint -> endpoint.authorizationRequestConverter(SignIn::onlyAsAgreed)
                    .errorResponseHandler((request, response, refused) ->
                            // not sent on to where the request wants it: that may not be where the client lives
                            response.sendError(HttpStatus.BAD_REQUEST.value())));
        });
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(answers -> answers.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint(PAGE),
                        PathPatternRequestMatcher.withDefaults().matcher(AUTHORIZE)))
                .addFilterAfter(new StillSignedIn(signIns), SecurityContextHolderFilter.class)
                .build();
    }

    /**
     * Programs have no page to come back to, and do not get as far as to be asked for it; the web client shows the hash
     * of a secret of its own.
     */
    private static @Nullable Authentication onlyAsAgreed(HttpServletRequest request) {
        var isWeb = TokenClients.WEB.equals(request.getParameter(OAuth2ParameterNames.CLIENT_ID));
        var challenge = request.getParameter(PkceParameterNames.CODE_CHALLENGE);
        if (!isWeb || challenge == null || !CHALLENGE.matcher(challenge).matches()) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST), null);
        }
        return null;
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    SecurityFilterChain pages(HttpSecurity http, StaffAuthentication staff, SignIns signIns, TokenClients clients) {
        return http.securityMatcher(PAGE, PAGE + "/**", "/sign-out", "/invitation")
                .authenticationManager(staff::authenticate)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .formLogin(form -> form.loginPage(PAGE)
                        .usernameParameter("name")
                        .authenticationDetailsSource(request -> String.valueOf(request.getParameter("code")))
                        .defaultSuccessUrl(PAGE)
                        .failureUrl(PAGE + "?wrong"))
                .logout(out -> out.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, who) -> {
                            if (who != null && who.getPrincipal() instanceof StaffMember member) {
                                signIns.end(member.signIn());
                            }
                        })
                        .logoutSuccessUrl(PAGE + "?out"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy(clients)))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterAfter(new StillSignedIn(signIns), SecurityContextHolderFilter.class)
                .build();
    }

    /** Nothing but our own style sheet, and forms that lead back here or on to the client that was signed in for. */
    private static String policy(TokenClients clients) {
        var onwards = clients.redirects().stream()
                .map(URI::create)
                .map(page -> page.getScheme() + "://" + page.getRawAuthority())
                .distinct()
                .collect(Collectors.joining(" "));
        return "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                + onwards;
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(Anamnesis anamnesis, Environment environment) {
        // what the demo signs holds in the demo only
        var name = environment.matchesProfiles("demo") ? "demo-signing-key.json" : "signing-key.json";
        return new ImmutableJWKSet<>(
                new JWKSet(SigningKey.in(anamnesis.dataDir().resolve(name))));
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, AccessTokens tokens) {
        var decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(List.of(tokens)));
        return decoder;
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokenGenerator(JWKSource<SecurityContext> keys, AccessTokens tokens) {
        var jwt = new JwtGenerator(new NimbusJwtEncoder(keys));
        jwt.setJwtCustomizer(tokens);
        return new DelegatingOAuth2TokenGenerator(jwt, SignIn::refreshToken);
    }

    /** The library's own generator gives public clients none; here each is good once, and unused not for long. */
    private static @Nullable OAuth2RefreshToken refreshToken(OAuth2TokenContext context) {
        var now = Instant.now();
        return OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())
                ? new OAuth2RefreshToken(Hashes.secret(), now, now.plus(SignIns.IDLE))
                : null;
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }
}
