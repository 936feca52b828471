package org.anamnesis.events.web;

import java.net.URI;
import java.sql.SQLTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every answer that is not the one hoped for, as RFC 9457 has it: never a stack trace, never what was sent. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Set<String> TIMEOUTS = Set.of("55P03", "25P03");
    private static final Map<ProblemType, String> RETRY_AFTER_SECONDS =
            Map.of(ProblemType.NOT_NOW, "1", ProblemType.HELD_UP, "60");

    /** A problem as it is sent. */
    public static ProblemDetail detail(Problem problem) {
        var detail = ProblemDetail.forStatus(problem.type().status());
        detail.setType(URI.create("/problems/" + problem.type().written()));
        detail.setTitle(problem.type().title());
        detail.setDetail(problem.getMessage());
        detail.setInstance(URI.create("urn:trace:" + Trace.id())); // else it would be the path that was asked
        problem.more().forEach(detail::setProperty);
        detail.setProperty(Trace.ID, Trace.id());
        return detail;
    }

    /** An answer with a problem in it. */
    public static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        var sent = new HttpHeaders(headers);
        sent.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var retryAfter = RETRY_AFTER_SECONDS.get(problem.type());
        if (retryAfter != null) {
            sent.set(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return new ResponseEntity<>(detail(problem), sent, problem.type().status());
    }

    @ExceptionHandler
    ResponseEntity<Object> problem(Problem problem) {
        return answer(problem, HttpHeaders.EMPTY);
    }

    /** The database or a pool did not answer in time. */
    @ExceptionHandler({
        PessimisticLockingFailureException.class,
        QueryTimeoutException.class,
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class,
        SQLTimeoutException.class
    })
    ResponseEntity<Object> notNow(Exception cause) {
        LOG.warn("not now: {}", cause.getClass().getName());
        return answer(new Problem(ProblemType.NOT_NOW, "The database is busy or away."), HttpHeaders.EMPTY);
    }

    /** What Spring has no name for: a lock that was not to be had in time, a transaction that idled too long. */
    @ExceptionHandler
    ResponseEntity<Object> uncategorized(UncategorizedSQLException cause) {
        var failure = cause.getSQLException();
        var isLate = failure != null && TIMEOUTS.contains(String.valueOf(failure.getSQLState()));
        return isLate ? notNow(cause) : unexpected(cause);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception bug) {
        // its message may quote what was sent, so only its kind and where it came from are kept
        LOG.error("unexpected {} in {}", bug.getClass().getName(), ours(bug));
        return answer(new Problem(ProblemType.INTERNAL, "An unexpected error."), HttpHeaders.EMPTY);
    }

    private static List<StackTraceElement> ours(Exception bug) {
        return Arrays.stream(bug.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.anamnesis."))
                .limit(5)
                .toList();
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongType(MethodArgumentTypeMismatchException mismatch) {
        return answer(Problem.malformed(mismatch.getName(), "is not what is expected here"), HttpHeaders.EMPTY);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(Problem.malformed(missing.getParameterName(), "is missing"), headers);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception cause, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var type = ProblemType.ofStatus(status.value());
        return answer(new Problem(type, type.title() + "."), headers);
    }
}
