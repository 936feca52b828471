package org.anamnesis.events.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.store.Installation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who is asking.
 *
 * @param id the token's subject, or the party that acts for it (RFC 8693's claim {@code act})
 * @param onBehalfOf the token's subject where somebody else acts for it
 * @param clinic whose history is asked or added to
 * @param grant of access, by which somebody from outside is there; none for whoever works here
 */
public record Actor(
        String id,
        @Nullable String onBehalfOf,
        Set<Role> roles,
        UUID clinic,
        @Nullable UUID grant) {

    /** The claim in which a token names the grant of access. */
    public static final String GRANT = "grant";

    private static final Set<Role> FROM_OUTSIDE = EnumSet.of(Role.BOARD);

    /** Somebody who works here. */
    public Actor(String id, @Nullable String onBehalfOf, Set<Role> roles, UUID clinic) {
        this(id, onBehalfOf, roles, clinic, null);
    }

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
        var clinic = id(token, "clinic");
        var grant = id(token, GRANT);
        demandGrantOfBoardsAlone(roles, grant);
        var acting = acting(token);
        return new Actor(
                acting == null ? subject : acting,
                acting == null ? null : subject,
                roles,
                clinic == null ? installation.clinic() : clinic,
                grant);
    }

    private static @Nullable UUID id(Jwt token, String claim) {
        var written = token.getClaimAsString(claim);
        try {
            return written == null ? null : UUID.fromString(written);
        } catch (IllegalArgumentException noUuid) {
            throw new Problem(ProblemType.UNAUTHENTICATED, "The access token's " + claim + " is not a UUID.");
        }
    }

    /** Whoever comes by a grant acts by nothing else, so that no other role lends them more. */
    private static void demandGrantOfBoardsAlone(Set<Role> roles, @Nullable UUID grant) {
        if (grant == null && roles.contains(Role.BOARD)) {
            throw new Problem(
                    ProblemType.UNAUTHENTICATED, "The role board takes a grant of access, and the token names none.");
        }
        if (grant != null && !roles.equals(FROM_OUTSIDE)) {
            throw new Problem(
                    ProblemType.UNAUTHENTICATED,
                    "A grant of access is for the role board alone, and the token does not name that or names others.");
        }
    }

    private static @Nullable String acting(Jwt token) {
        var act = token.getClaims().get("act");
        if (act == null) {
            return null;
        }
        if (act instanceof Map<?, ?> party && party.get("sub") instanceof String acting) {
            return acting;
        }
        throw new Problem(ProblemType.UNAUTHENTICATED, "The access token does not say who acts.");
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
