package org.anamnesis.standalone.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a browser's session whose sign-in has ended, here or on another node. */
final class StillSignedIn extends OncePerRequestFilter {

    private final SignIns signIns;

    StillSignedIn(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (session != null
                && who != null
                && who.getPrincipal() instanceof StaffMember member
                && !signIns.use(member.signIn())) {
            SecurityContextHolder.clearContext();
            end(session);
        }
        chain.doFilter(request, response);
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException faster) {
            // another request of the same browser has ended it just now
        }
    }
}
