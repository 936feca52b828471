package org.anamnesis.events.keys;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Destroys the keys of people for good, and sees to it that a restored copy of the database does so too. */
public final class Erasures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final JdbcClient commands;
    private final ErasureList list;
    private final Set<UUID> listed = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService others = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("erasures").factory());

    Erasures(JdbcClient commands, ErasureList list) {
        this.commands = commands;
        this.list = list;
    }

    /**
     * Destroys all keys of somebody, and what their name is found by, with the transaction that this is called in. The
     * list has it before the commit: should the commit's outcome stay unknown, the erasure that was asked for is made up
     * for at the next start.
     */
    public void erase(UUID subject, Instant at) {
        commands.sql("insert into keys.erased (subject, erased_at) values (?, ?) on conflict do nothing")
                .params(subject, at.atOffset(ZoneOffset.UTC))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            private boolean isListed;

            @Override
            public void beforeCommit(boolean readOnly) {
                list.add(subject, at);
                listed.add(subject);
                isListed = true;
            }

            @Override
            public void afterCompletion(int status) {
                if (isListed && status == STATUS_ROLLED_BACK) {
                    list.takeBack(subject, at);
                    listed.remove(subject);
                }
            }
        });
    }

    /** Brings database and list to the same: whoever stands in either has no keys, and stands in both. */
    void agree(JdbcClient owner) {
        var known = list.read();
        int forgotten = owner.sql("""
                        insert into keys.erased (subject, erased_at)
                        select subject, erased_at from unnest(?, ?::timestamptz[]) listed (subject, erased_at)
                        where not exists (select from keys.erased known where known.subject = listed.subject)
                           or exists (select from keys.data_key known where known.subject = listed.subject)
                        on conflict do nothing""")
                .params(
                        known.keySet().toArray(UUID[]::new),
                        known.values().stream().map(Instant::toString).toArray(String[]::new))
                .update();
        if (forgotten > 0) {
            LOG.warn("This database is a copy from before {} erasures; they were done again.", forgotten);
        }
        listed.addAll(known.keySet());
        learn(owner);
    }

    /** From now on takes down what other nodes erase, each of which has a list of its own. */
    Erasures follow() {
        var unused = others.scheduleWithFixedDelay(this::learn, EVERY.toMillis(), EVERY.toMillis(), MILLISECONDS);
        return this;
    }

    private void learn() {
        try {
            learn(commands);
        } catch (RuntimeException away) {
            LOG.debug(
                    "the list of erasures does not follow: {}", away.getClass().getSimpleName());
        }
    }

    private void learn(JdbcClient sql) {
        sql.sql("select subject, erased_at from keys.erased").query(row -> {
            var subject = row.getObject("subject", UUID.class);
            if (!listed.contains(subject)) {
                if (!list.read().containsKey(subject)) { // processes may share the folder
                    list.add(
                            subject,
                            row.getObject("erased_at", OffsetDateTime.class).toInstant());
                }
                listed.add(subject);
            }
        });
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
