package org.anamnesis.query.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.query.support.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For whom the glass was broken, and what they read. */
@Component
class BreakGlassReport {

    /** Within how long a privacy officer has to look into it. */
    static final Duration REVIEWED_WITHIN = Duration.ofDays(3);

    private static final Duration OPEN_FOR = Duration.ofHours(1);

    private final JdbcClient sql;

    BreakGlassReport(@Qualifier("questions") DataSource questions) {
        this.sql = JdbcClient.create(questions);
    }

    /** One breaking of the glass. */
    record Row(
            UUID id,
            UUID client,
            String account,
            Instant until,
            @Nullable Instant reviewedAt,
            int looks) {

        static Row read(ResultSet row) throws SQLException {
            var reviewed = row.getObject("reviewed_at", OffsetDateTime.class);
            return new Row(
                    row.getObject("break_glass_id", UUID.class),
                    row.getObject("client_id", UUID.class),
                    row.getString("account"),
                    row.getObject("until", OffsetDateTime.class).toInstant(),
                    reviewed == null ? null : reviewed.toInstant(),
                    row.getInt("looks"));
        }

        Instant brokenAt() {
            return until.minus(OPEN_FOR);
        }

        Instant reviewDue() {
            return brokenAt().plus(REVIEWED_WITHIN);
        }

        boolean isOverdue(Instant now) {
            return reviewedAt == null && now.isAfter(reviewDue());
        }
    }

    /** The latest first. */
    List<Row> latest(UUID clinic, @Nullable Boolean reviewed, @Nullable Cursor after, int limit) {
        return sql.sql("""
                        select break_glass_id, client_id, account, until, reviewed_at,
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
        return sql.sql("""
                        select count(*) as waiting, count(*) filter (where until < ?) as overdue
                        from history.fact_break_glass where reviewed_at is null""")
                .param(OffsetDateTime.now(ZoneOffset.UTC).minus(REVIEWED_WITHIN).plus(OPEN_FOR))
                .query((row, i) -> new Waiting(row.getLong("waiting"), row.getLong("overdue")))
                .single();
    }

    record Waiting(long waiting, long overdue) {}
}
