package org.anamnesis.standalone.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.events.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Says so when nobody can be let in or kept out because the database does not answer: never lets anybody through. */
@Component
@WithOwnIssuer
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // within the request's trace, around all that asks who is there
final class DatabaseAway extends OncePerRequestFilter {

    private final JsonMapper json;

    DatabaseAway(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessResourceFailureException
                | QueryTimeoutException
                | PessimisticLockingFailureException
                | TransactionException away) {
            if (response.isCommitted()) {
                throw away;
            }
            response.reset();
            response.setStatus(ProblemType.NOT_NOW.status());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            response.getOutputStream()
                    .write(json.writeValueAsBytes(
                            Problems.detail(new Problem(ProblemType.NOT_NOW, "The database is busy or away."))));
        }
    }
}
