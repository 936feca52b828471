package org.anamnesis.events.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.store.Installation;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who is asking.
 *
 * @param id the token's subject
 * @param clinic whose history is asked or added to
 */
public record Actor(String id, Set<Role> roles, UUID clinic) {

    /** The bearer of the current request's token. */
    public static Actor current(Installation installation) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
            return of(token.getToken(), installation);
        }
        throw new Problem(ProblemType.UNAUTHENTICATED, "No access token came with the request.");
    }

    private static Actor of(Jwt token, Installation installation) {
        var subject = token.getSubject();
        if (subject == null) {
            throw new Problem(ProblemType.UNAUTHENTICATED, "The access token names nobody.");
        }
        var roles = EnumSet.noneOf(Role.class);
        var written = token.getClaimAsStringList("roles");
        (written == null ? List.<String>of() : written)
                .forEach(role -> Role.read(role).ifPresent(roles::add));
        var clinic = token.getClaimAsString("clinic");
        try {
            return new Actor(subject, roles, clinic == null ? installation.clinic() : UUID.fromString(clinic));
        } catch (IllegalArgumentException noUuid) {
            throw new Problem(ProblemType.UNAUTHENTICATED, "The access token's clinic is not a UUID.");
        }
    }

    /** Whether this actor acts in one of these capacities. */
    public boolean isAny(Set<Role> wanted) {
        return roles.stream().anyMatch(wanted::contains);
    }

    /** The capacity in which this actor may do something that the given roles may do. */
    public Role as(Set<Role> permitted) {
        return roles.stream()
                .filter(permitted::contains)
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ProblemType.FORBIDDEN,
                        "This takes the role "
                                + String.join(
                                        " or ",
                                        permitted.stream()
                                                .map(Role::written)
                                                .sorted()
                                                .toList())
                                + "."));
    }
}
