package org.anamnesis.standalone.signin;

import java.io.Serializable;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Somebody who is signed in.
 *
 * @param signIn what ends when they sign out, are locked out or leave
 */
record StaffMember(String name, List<String> roles, UUID signIn) implements Principal, Serializable {

    @Override
    public String getName() {
        return name;
    }

    Authentication authenticated() {
        return UsernamePasswordAuthenticationToken.authenticated(this, null, List.of());
    }
}
