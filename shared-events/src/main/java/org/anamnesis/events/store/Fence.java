package org.anamnesis.events.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the history may be read. A position is drawn before its transaction commits, so a lower one can appear after
 * a higher one. Every writer therefore marks, before it draws, from where on it will (the trigger {@code history.fence});
 * up to the lowest mark, nothing can appear any more.
 */
final class Fence {

    private Fence() {}

    /**
     * The highest position up to which all that will ever be there is visible to a statement that begins after this
     * call. The two questions are asked one after the other, each in a statement of its own: that order is what makes
     * the answer right.
     */
    static long bound(JdbcClient sql) {
        var drawn = sql.sql("select last_value from history.event_position")
                .query(Long.class)
                .single();
        var lowestMark = sql.sql("""
                        select min(objid::bigint | ((classid::bigint & 65535) << 32)) from pg_locks
                        where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = 1 and granted
                          and database = (select oid from pg_database where datname = current_database())""").query(Long.class).optional();
        return lowestMark.map(mark -> Math.min(mark, drawn)).orElse(drawn);
    }
}
