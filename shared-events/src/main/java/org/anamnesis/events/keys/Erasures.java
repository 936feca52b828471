package org.anamnesis.events.keys;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Destroys the keys of people for good, and sees to it that a restored copy of the database does so too. */
public final class Erasures {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final JdbcClient commands;
    private final ErasureList list;

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
                isListed = true;
            }

            @Override
            public void afterCompletion(int status) {
                if (isListed && status == STATUS_ROLLED_BACK) {
                    list.takeBack(subject, at);
                }
            }
        });
    }

    /** Brings database and list to the same: whoever stands in either has no keys, and stands in both. */
    void agree(JdbcClient owner) {
        var listed = list.read();
        int forgotten = owner.sql("""
                        insert into keys.erased (subject, erased_at)
                        select subject, erased_at from unnest(?, ?::timestamptz[]) listed (subject, erased_at)
                        where not exists (select from keys.erased known where known.subject = listed.subject)
                           or exists (select from keys.data_key known where known.subject = listed.subject)
                        on conflict do nothing""")
                .params(
                        listed.keySet().toArray(UUID[]::new),
                        listed.values().stream().map(Instant::toString).toArray(String[]::new))
                .update();
        if (forgotten > 0) {
            LOG.warn("This database is a copy from before {} erasures; they were done again.", forgotten);
        }
        tombstones(owner).forEach((subject, at) -> {
            if (!listed.containsKey(subject)) {
                list.add(subject, at);
            }
        });
    }

    private static Map<UUID, Instant> tombstones(JdbcClient owner) {
        return owner
                .sql("select subject, erased_at from keys.erased")
                .query((row, i) -> Map.entry(
                        row.getObject("subject", UUID.class),
                        row.getObject("erased_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
