package org.anamnesis.query.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.store.FollowedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The events that views could not fold, and all that came after them in the same sequence. Whoever follows the history
 * adds behind the last of a sequence, whoever retries takes from the first on: both lock the first, so that nothing
 * arrives behind the back of either.
 */
final class ParkedTable {

    private final JdbcClient sql;

    ParkedTable(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those of the sequences whose events wait, and will until the transaction has ended. */
    Set<UUID> held(String view, Collection<UUID> sequences) {
        var held = new HashSet<UUID>();
        sql.sql("""
                        select sequence from unnest(?) sequence where exists (
                            select from views.parked where view = ? and parked.sequence = sequence.sequence)""")
                .params(sequences.toArray(UUID[]::new), view)
                .query(UUID.class)
                .list()
                .forEach(sequence -> {
                    if (!first(view, sequence, 1).isEmpty()) { // somebody who retried may have freed it just now
                        held.add(sequence);
                    }
                });
        return held;
    }

    /** The positions of the first events of a sequence that wait, locked until the transaction has ended. */
    List<Long> first(String view, UUID sequence, int limit) {
        return sql.sql("""
                        select position from views.parked where view = ? and sequence = ?
                        order by position limit ? for update""").params(view, sequence, limit).query(Long.class).list();
    }

    /** Parks an event, behind those of its sequence that are parked already. */
    void park(String view, FollowedEvent event) {
        sql.sql("""
                        insert into views.parked (view, sequence, position, clinic, event_id, type, attempts)
                        values (?, ?, ?, ?, ?, ?, 0) on conflict do nothing""")
                .params(view, event.follows(), event.position(), event.clinic(), event.eventId(), event.storedAs())
                .update();
    }

    /** Notes that a parked event was tried in vain. */
    void failed(String view, UUID sequence, long position, Throwable reason) {
        sql.sql("""
                        update views.parked set error = ?, hash = ?, attempts = attempts + 1
                        where view = ? and sequence = ? and position = ?""")
                .params(reason.getClass().getName(), hash(reason), view, sequence, position)
                .update();
    }

    /** The sequences of a clinic that wait. */
    List<UUID> sequences(String view, UUID clinic) {
        return sql.sql("select distinct sequence from views.parked where view = ? and clinic = ?")
                .params(view, clinic)
                .query(UUID.class)
                .list();
    }

    long count(String view, UUID sequence) {
        return sql.sql("select count(*) from views.parked where view = ? and sequence = ?")
                .params(view, sequence)
                .query(Long.class)
                .single();
    }

    void remove(String view, UUID sequence, List<Long> positions) {
        sql.sql("delete from views.parked where view = ? and sequence = ? and position = any(?)")
                .params(view, sequence, positions.toArray(Long[]::new))
                .update();
    }

    /** For a view that begins again from nothing. */
    void clear(String view) {
        sql.sql("delete from views.parked where view = ?").param(view).update();
    }

    /** What tells two failures apart without saying what the message says: SHA-256 of it. */
    private static String hash(Throwable reason) {
        try {
            var message = String.valueOf(reason.getMessage()).getBytes(UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
