package org.anamnesis.query.support;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.events.store.History;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets somebody read what they have just written: a question that brings a Consistency-Token waits until what it reads
 * from has come that far, or says that it has not.
 */
@Component
public class Freshness {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Views views;
    private final History history;
    private final JdbcClient sql;

    Freshness(Views views, History history, @Qualifier("questions") DataSource questions) {
        this.views = views;
        this.history = history;
        this.sql = JdbcClient.create(questions);
    }

    private record Token(long position, UUID follows) {

        static Token read(String written) {
            try {
                var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(written));
                return new Token(bytes.getLong(), new UUID(bytes.getLong(), bytes.getLong()));
            } catch (IllegalArgumentException | BufferUnderflowException nonsense) {
                throw Problem.malformed("Consistency-Token", "is not one that a command answered");
            }
        }
    }

    /** Waits for a view. */
    public void await(String view, HttpServletRequest request) {
        var written = request.getHeader("Consistency-Token");
        if (written != null) {
            var token = Token.read(written);
            if (!views.await(view, token.position(), token.follows(), PATIENCE)) {
                throw late();
            }
            if (isParked(view, token)) {
                throw new Problem(
                        ProblemType.HELD_UP,
                        "This view has not been able to take in what the token stands for, and waits for an operator.");
            }
        }
    }

    /** Waits until a view holds all there is up to a position, for an answer that must not leave anything out. */
    public void awaitAll(String view, long position) {
        if (!views.awaitAll(view, position, PATIENCE)) {
            throw late();
        }
        if (sql.sql("select exists (select from views.parked where view = ? and position <= ?)")
                .params(view, position)
                .query(Boolean.class)
                .single()) {
            throw new Problem(
                    ProblemType.HELD_UP,
                    "This view has not been able to take in all of the history, and waits for an operator.");
        }
    }

    private boolean isParked(String view, Token token) {
        return sql.sql("""
                        select exists (
                            select from views.parked where view = ? and sequence = ? and position <= ?)""")
                .params(view, token.follows(), token.position())
                .query(Boolean.class)
                .single();
    }

    /** Waits until the history itself is complete that far. Answers how far it is complete. */
    public long awaitHistory(HttpServletRequest request) {
        var written = request.getHeader("Consistency-Token");
        var wanted = written == null ? 0 : Token.read(written).position();
        var until = System.nanoTime() + PATIENCE.toNanos();
        var bound = history.bound();
        while (bound < wanted) {
            if (System.nanoTime() > until) {
                throw late();
            }
            views.pause();
            bound = history.bound();
        }
        return bound;
    }

    private static Problem late() {
        return new Problem(ProblemType.NOT_NOW, "This view has not yet seen all of what is asked.");
    }
}
