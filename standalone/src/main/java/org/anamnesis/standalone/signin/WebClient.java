package org.anamnesis.standalone.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets the web client, which can keep no secret, exchange or give back a refresh token: it is let in by its name, and the
 * token, good once, decides.
 */
final class WebClient implements AuthenticationConverter, AuthenticationProvider {

    private final TokenClients clients;

    WebClient(TokenClients clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var isRefresh = AuthorizationGrantType.REFRESH_TOKEN
                .getValue()
                .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
        var isOurs = TokenClients.WEB.equals(request.getParameter(OAuth2ParameterNames.CLIENT_ID))
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
        return isOurs && (isRefresh || request.getRequestURI().endsWith("/oauth2/revoke"))
                ? new OAuth2ClientAuthenticationToken(TokenClients.WEB, ClientAuthenticationMethod.NONE, null, Map.of())
                : null;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        var client = (OAuth2ClientAuthenticationToken) asked;
        var isKnownByNameAlone = client.getClientAuthenticationMethod().equals(ClientAuthenticationMethod.NONE)
                && client.getAdditionalParameters().isEmpty();
        return isKnownByNameAlone
                ? clients.web()
                        .map(web -> new OAuth2ClientAuthenticationToken(web, ClientAuthenticationMethod.NONE, null))
                        .orElse(null)
                : null;
    }

    @Override
    public boolean supports(Class<?> kind) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(kind);
    }
}
