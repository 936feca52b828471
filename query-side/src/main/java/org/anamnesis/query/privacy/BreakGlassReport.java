package org.anamnesis.query.privacy;

import static org.anamnesis.events.rules.Rule.BREAK_GLASS_REVIEW_WITHIN;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.query.support.Cursor;
import org.anamnesis.query.support.RuleBooks;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For whom the glass was broken, and what they read. */
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

    /** One breaking of the glass. */
    record Row(
            UUID id,
            UUID client,
            String account,
            Instant invokedAt,
            Instant until,
            @Nullable Instant reviewedAt,
            int looks) {

        static Row read(ResultSet row) throws SQLException {
            var reviewed = row.getObject("reviewed_at", OffsetDateTime.class);
            return new Row(
                    row.getObject("break_glass_id", UUID.class),
                    row.getObject("client_id", UUID.class),
                    row.getString("account"),
                    row.getObject("invoked_at", OffsetDateTime.class).toInstant(),
                    row.getObject("until", OffsetDateTime.class).toInstant(),
                    reviewed == null ? null : reviewed.toInstant(),
                    row.getInt("looks"));
        }
    }

    /** The latest first. */
    List<Row> latest(UUID clinic, @Nullable Boolean reviewed, @Nullable Cursor after, int limit) {
        return sql.sql("""
                        select break_glass_id, client_id, account, invoked_at, until, reviewed_at,
                            (select count(*) from history.access_record r
                                where r.break_glass = b.break_glass_id and outcome = 'PERMITTED') as looks
                        from history.fact_break_glass b
                        where clinic = ? and (cast(? as boolean) is null or (reviewed_at is not null) = cast(? as boolean))
                            and (until, break_glass_id) < (?, ?)
                        order by until desc, break_glass_id desc limit ?""")
                .params(Arrays.asList(
                        clinic,
                        reviewed,
                        reviewed,
                        after == null
                                ? OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                                : after.at().atOffset(ZoneOffset.UTC),
                        after == null ? new UUID(-1, -1) : after.uuid(),
                        limit))
                .query((row, i) -> Row.read(row))
                .list();
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
    Instant reviewDue(UUID clinic, Instant invokedAt) {
        return invokedAt.plus(books.now(clinic).at(invokedAt).get(BREAK_GLASS_REVIEW_WITHIN));
    }

    record Waiting(long waiting, long overdue) {}
}
