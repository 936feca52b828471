package org.anamnesis.query.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.query.support.RebuildJob.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The jobs that make views again, and the locks that say which of them is alive. */
final class RebuildTable {

    private static final int LOCK = 5730; // apart from what else is locked by two numbers
    private static final String SELECT = """
            select id, view, done, total, started_at, ended_at, clock_timestamp() as now, problem,
                case when state not in ('RUNNING', 'SWAPPING') or exists (select from pg_locks
                    where locktype = 'advisory' and objsubid = 2 and granted and classid = %d
                      and objid::bigint = hashtext(view)::bigint & 4294967295
                      and database = (select oid from pg_database where datname = current_database()))
                then state else 'FAILED' end as state
            from views.rebuild
            """.formatted(LOCK);

    private final JdbcClient sql;

    RebuildTable(JdbcClient sql) {
        this.sql = sql;
    }

    /** Takes the view's lock for as long as this connection lives. Answers whether nobody else has it. */
    boolean lock(String view) {
        return sql.sql("select pg_try_advisory_lock(?, hashtext(?))")
                .params(LOCK, view)
                .query(Boolean.class)
                .single();
    }

    void unlock(String view) {
        sql.sql("select pg_advisory_unlock(?, hashtext(?))")
                .params(LOCK, view)
                .query(Boolean.class)
                .single();
    }

    /** Ends the view's jobs whose process has died: under its lock, all that are said to run. */
    void bury(String view) {
        sql.sql("""
                        update views.rebuild
                        set state = 'FAILED', problem = 'its process ended', ended_at = clock_timestamp()
                        where view = ? and state in ('RUNNING', 'SWAPPING')""").param(view).update();
    }

    void begin(UUID id, String view) {
        sql.sql("insert into views.rebuild (id, view, state) values (?, ?, 'RUNNING')")
                .params(id, view)
                .update();
    }

    void expect(UUID id, long total) {
        sql.sql("update views.rebuild set total = ? where id = ?")
                .params(total, id)
                .update();
    }

    /** Tells how far a job has come. Answers whether it shall be cancelled. */
    boolean tell(UUID id, State state, long done) {
        return sql.sql("update views.rebuild set state = ?, done = ? where id = ? returning cancel_asked")
                .params(state.name(), done, id)
                .query(Boolean.class)
                .single();
    }

    /** Ends a job well, in the transaction that puts the fresh table in place, unless it is to be cancelled. */
    boolean done(UUID id, long done, boolean isEmpty) {
        return sql.sql("""
                                update views.rebuild
                                set state = 'DONE', done = ?, is_empty = ?, ended_at = clock_timestamp()
                                where id = ? and not cancel_asked""").params(done, isEmpty, id).update() == 1;
    }

    /** Whether the last that made a view found nothing that belongs into it. */
    boolean foundNothing(String view) {
        return sql.sql("""
                        select is_empty from views.rebuild where view = ? and state = 'DONE'
                        order by started_at desc limit 1""").param(view).query(Boolean.class).optional().orElse(false);
    }

    /** Ends a job that has not done what it should, unless it has. */
    void end(UUID id, State state, @Nullable String problem) {
        sql.sql("""
                        update views.rebuild set state = ?, problem = ?, ended_at = clock_timestamp()
                        where id = ? and state in ('RUNNING', 'SWAPPING')""").param(state.name()).param(problem).param(id).update();
    }

    /** Asks a job to stop. Answers whether it was still under way. */
    boolean cancel(UUID id) {
        return sql.sql("""
                                update views.rebuild set cancel_asked = true
                                where id = ? and state in ('RUNNING', 'SWAPPING')""").param(id).update() == 1;
    }

    Optional<RebuildJob> find(UUID id) {
        return sql.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, i) -> job(row))
                .optional();
    }

    /** The job of a view that is under way. */
    Optional<RebuildJob> running(String view) {
        return sql.sql(SELECT + "where view = ? order by started_at desc limit 1")
                .param(view)
                .query((row, i) -> job(row))
                .optional()
                .filter(job -> !job.isOver());
    }

    private static RebuildJob job(ResultSet row) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return RebuildJob.of(
                row.getObject("id", UUID.class),
                Views.plainName(row.getString("view")),
                State.valueOf(row.getString("state")),
                row.getLong("done"),
                row.getLong("total"),
                time(row, "started_at"),
                time(row, "now"),
                ended == null ? null : ended.toInstant(),
                row.getString("problem"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
