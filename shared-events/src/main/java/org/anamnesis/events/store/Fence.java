package org.anamnesis.events.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far a table may be read that is only ever added to. A position is drawn before its transaction commits, so a lower
 * one can appear after a higher one. Every writer therefore marks, before it draws, from where on it will (the triggers
 * {@code history.fence} and {@code history.fence_of_looks}); up to the lowest mark, nothing can appear any more.
 */
public enum Fence {
    EVENTS("event_position", 1),
    LOOKS("access_record_id_seq", 2);

    private final String drawn;
    private final String lowestMark;

    Fence(String sequence, int marks) {
        drawn = "select coalesce(pg_sequence_last_value('history." + sequence + "'), 0)";
        lowestMark = """
                select min(objid::bigint | ((classid::bigint & 65535) << 32)) from pg_locks
                where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = %s and granted
                  and database = (select oid from pg_database where datname = current_database())""".formatted(marks);
    }

    /**
     * The highest position that anybody has drawn so far, whether or not it will ever be there; asked of the sequence
     * under its lock, since a plain select from it may meet a value that is only written ahead.
     */
    public long drawn(JdbcClient sql) {
        return sql.sql(drawn).query(Long.class).single();
    }

    /**
     * The highest position up to which all that will ever be there is visible to a statement that begins after this
     * call. The two questions are asked one after the other, each in a statement of its own: that order is what makes
     * the answer right.
     */
    public long bound(JdbcClient sql) {
        var drawn = drawn(sql);
        return sql.sql(lowestMark)
                .query(Long.class)
                .optional()
                .map(mark -> Math.min(mark, drawn))
                .orElse(drawn);
    }
}
