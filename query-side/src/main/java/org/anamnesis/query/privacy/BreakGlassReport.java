package org.anamnesis.query.privacy;

import static org.anamnesis.events.rules.Rule.BREAK_GLASS_REVIEW_WITHIN;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.query.support.RuleBooks;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many emergencies in which a record was opened nobody has looked into. */
@Component
class BreakGlassReport {

    private final JdbcClient sql;
    private final RuleBooks books;
    private final Clock clock;

    BreakGlassReport(@Qualifier("questions") DataSource questions, RuleBooks books, Clock clock) {
        this.sql = JdbcClient.create(questions);
        this.books = books;
        this.clock = clock;
    }

    /** How many wait for a review, and for how many it is due. */
    Waiting waiting() {
        var now = clock.instant();
        var due = sql.sql("select clinic, invoked_at from history.fact_break_glass where reviewed_at is null")
                .query((row, i) -> reviewDue(
                        row.getObject("clinic", UUID.class),
                        row.getObject("invoked_at", OffsetDateTime.class).toInstant()))
                .list();
        return new Waiting(due.size(), due.stream().filter(now::isAfter).count());
    }

    /** By when somebody has to have looked into it: the rules of its moment say so. */
    private Instant reviewDue(UUID clinic, Instant invokedAt) {
        return invokedAt.plus(books.now(clinic).at(invokedAt).get(BREAK_GLASS_REVIEW_WITHIN));
    }

    record Waiting(long waiting, long overdue) {}
}
