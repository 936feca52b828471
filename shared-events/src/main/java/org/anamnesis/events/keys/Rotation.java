package org.anamnesis.events.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.events.Protection;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes a new wrapping key and wraps all data keys anew by it, one after the other, while everything stays readable. One
 * job at a time, on whatever node; one that was broken off is finished by the next.
 */
public final class Rotation {

    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final int BATCH = 100;

    /** Who runs a job holds this lock; 8 is nobody else's number. */
    private static final String LOCK = "pg_try_advisory_lock(8, 0)";

    private static final String ALIVE = """
            exists (select from pg_locks where locktype = 'advisory' and objsubid = 2 and granted and classid = 8
                and objid = 0 and database = (select oid from pg_database where datname = current_database()))""";

    private final DataSource owner;
    private final JdbcClient sql;
    private final KeyWrapping wrapping;

    Rotation(DataSource owner, KeyWrapping wrapping) {
        this.owner = owner;
        this.sql = JdbcClient.create(owner);
        this.wrapping = wrapping;
    }

    /** How it stands with a job. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * A rotation, and how far it has come.
     *
     * @param done how many data keys were looked at
     * @param total how many there were when it began, and those since
     * @param problem why it failed, or what was left as it is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RotationJob(
            UUID id,
            State state,
            long done,
            long total,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String problem) {}

    public Optional<RotationJob> find(UUID id) {
        return sql.sql("""
                        select id, done, greatest(done, total) total, started_at, ended_at, problem,
                            case when state <> 'RUNNING' or\s""" + ALIVE + " then state else 'FAILED' end state from keys.rotation where id = ?")
                .param(id)
                .query((row, i) -> job(row))
                .optional();
    }

    private static RotationJob job(ResultSet row) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new RotationJob(
                row.getObject("id", UUID.class),
                State.valueOf(row.getString("state")),
                row.getLong("done"),
                row.getLong("total"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("problem"));
    }

    /** Asks a job to stop where it is. Answers whether it was still under way. */
    public boolean cancel(UUID id) {
        return sql.sql("update keys.rotation set cancel_asked = true where id = ? and state = 'RUNNING' and " + ALIVE)
                        .param(id)
                        .update()
                > 0;
    }

    /** Begins a job, unless there is one. */
    public RotationJob start() {
        Connection connection = null;
        try {
            connection = owner.getConnection();
            var own = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            if (!own.sql("select " + LOCK).query(Boolean.class).single()) {
                connection.close();
                throw new Problem(
                        ProblemType.REFUSED,
                        "See the entries under refusals.",
                        Map.of(
                                "refusals",
                                List.of(Map.of(
                                        "code", "ROTATION_RUNNING", "detail", "keys are being rotated already"))));
            }
            var id = UUID.randomUUID();
            var isNew = begin(own, id);
            var held = connection;
            Thread.ofPlatform().daemon().name("rotation").start(() -> run(own, held, id, isNew));
            return find(id).orElseThrow();
        } catch (SQLException away) {
            close(connection);
            throw new Problem(ProblemType.NOT_NOW, "The database is busy or away.");
        }
    }

    /** Under the lock, what is said to run has died. Answers whether a new wrapping key is wanted. */
    private static boolean begin(JdbcClient own, UUID id) {
        own.sql("""
                        update keys.rotation set state = 'FAILED', problem = 'its process ended',
                            ended_at = clock_timestamp()
                        where state = 'RUNNING'""").update();
        var isUnfinished = own.sql(
                        "select renewed and state <> 'DONE' from keys.rotation order by started_at desc limit 1")
                .query(Boolean.class)
                .optional()
                .orElse(false);
        own.sql("""
                        insert into keys.rotation (id, state, renewed, total)
                        values (?, 'RUNNING', ?, (select count(*) from keys.data_key))""").params(id, isUnfinished).update();
        return !isUnfinished;
    }

    private void run(JdbcClient own, Connection connection, UUID id, boolean isNew) {
        try {
            if (isNew) {
                wrapping.renew();
                own.sql("update keys.rotation set renewed = true where id = ?")
                        .param(id)
                        .update();
            }
            rewrap(own, id);
        } catch (GeneralSecurityException | RuntimeException failure) {
            LOG.warn("The rotation of keys failed: {}", failure.getClass().getName());
            end(own, id, State.FAILED, failure.getClass().getSimpleName());
        } finally {
            close(connection);
        }
    }

    private record Owned(UUID subject, Protection protection) {}

    private void rewrap(JdbcClient own, UUID id) throws GeneralSecurityException {
        var newest = wrapping.newest();
        var done = 0L;
        var damaged = 0;
        var last = new Owned(new UUID(0, 0), Protection.NORMAL);
        Map<Owned, byte[]> batch;
        do {
            batch = after(own, last);
            for (var each : batch.entrySet()) {
                try {
                    rewrap(own, each.getKey(), each.getValue(), newest);
                } catch (GeneralSecurityException broken) {
                    damaged++;
                }
                last = each.getKey();
            }
            done += batch.size();
            if (own.sql("update keys.rotation set done = ? where id = ? returning cancel_asked")
                    .params(done, id)
                    .query(Boolean.class)
                    .single()) {
                end(own, id, State.CANCELLED, null);
                return;
            }
        } while (!batch.isEmpty());
        end(own, id, State.DONE, damaged == 0 ? null : damaged + " damaged keys were left as they are");
    }

    /** The next data keys, in order. */
    private static Map<Owned, byte[]> after(JdbcClient own, Owned last) {
        var next = new LinkedHashMap<Owned, byte[]>();
        own.sql("""
                        select subject, protection, wrapped from keys.data_key
                        where (subject, protection) > (?, ?) order by subject, protection limit ?""").params(last.subject(), last.protection().name(), BATCH).query(row -> {
            next.put(
                    new Owned(row.getObject("subject", UUID.class), Protection.valueOf(row.getString("protection"))),
                    row.getBytes("wrapped"));
        });
        return next;
    }

    /** Only if it is still what was read: whoever was erased meanwhile stays erased. */
    private void rewrap(JdbcClient own, Owned owned, byte[] wrapped, String newest) throws GeneralSecurityException {
        if (wrapping.wrappedBy(wrapped).equals(newest)) {
            return;
        }
        var bound = PostgresVault.owner(owned.subject(), owned.protection());
        own.sql("update keys.data_key set wrapped = ? where subject = ? and protection = ? and wrapped = ?")
                .params(
                        wrapping.wrap(wrapping.unwrap(wrapped, bound), bound),
                        owned.subject(),
                        owned.protection().name(),
                        wrapped)
                .update();
    }

    private static void end(JdbcClient own, UUID id, State state, @Nullable String problem) {
        own.sql("update keys.rotation set state = ?, problem = ?, ended_at = clock_timestamp() where id = ?")
                .params(Arrays.asList(state.name(), problem, id))
                .update();
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException gone) {
            // then so is its lock
        }
    }
}
