package org.anamnesis.query.support;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The processes that follow the history at the moment, of which this is one. Each says so every second; who has been
 * silent for five is taken for dead, a little before its claims run out, and its work is done by the others.
 */
@Component
final class LiveNodes implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveNodes.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final String name = ManagementFactory.getRuntimeMXBean().getName() + " " + UUID.randomUUID();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private final JdbcClient sql;
    private volatile int live = 1;
    private volatile boolean running;

    LiveNodes(QuerySupport.ViewsSchema migrated, @Qualifier("projections") DataSource projections) {
        this.sql = JdbcClient.create(projections);
    }

    /** What this process is called wherever it claims something: by nobody else, nor ever again. */
    String name() {
        return name;
    }

    /** This process's share of some segments, rounded up, so that all shares together leave none out; at least one. */
    int share(int segments) {
        return Math.max(1, Math.ceilDiv(segments, live));
    }

    private void beat() {
        try {
            sql.sql("""
                            insert into views.node (name, seen_at) values (?, now())
                            on conflict (name) do update set seen_at = excluded.seen_at""").param(name).update();
            sql.sql("delete from views.node where seen_at < now() - make_interval(secs => ?)")
                    .param(SILENCE.toSeconds())
                    .update();
            live = sql.sql("select count(*) from views.node")
                    .query(Integer.class)
                    .single();
        } catch (DataAccessException away) {
            LOG.debug("no heartbeat: {}", away.getClass().getName());
        }
    }

    /** Before the views begin to follow, so that they claim no more than their share. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public void start() {
        beat();
        var unused = heart.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        running = true;
    }

    /** Once the views have given their segments back, the others need not wait to find out. */
    @Override
    public void stop() {
        running = false;
        heart.shutdown();
        try {
            if (heart.awaitTermination(1, TimeUnit.SECONDS)) {
                sql.sql("delete from views.node where name = ?").param(name).update();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException away) {
            LOG.debug("no farewell: {}", away.getClass().getName());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
