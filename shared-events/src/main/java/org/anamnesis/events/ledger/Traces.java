package org.anamnesis.events.ledger;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cheap looks at what tampering usually leaves behind, so that a long history need not be compared all the time. */
public final class Traces {

    /** Rows are counted for a twentieth of the time at most. */
    private static final long SELDOM = 20;

    private final LedgerTable table;
    private final Map<Log, Boolean> isCountRight = new EnumMap<>(Log.class);
    private long counted;
    private long counting;
    private @Nullable String last;

    public Traces(JdbcClient sql) {
        this.table = new LedgerTable(sql);
    }

    /** Whether there is one that was not there at the last look. */
    public boolean isNew() {
        if (last == null || System.nanoTime() - counted > SELDOM * counting) {
            var begun = System.nanoTime();
            for (var log : Log.values()) {
                table.latest(log)
                        .ifPresent(
                                latest -> isCountRight.put(log, table.count(log, latest.position()) == latest.size()));
            }
            counted = System.nanoTime();
            counting = counted - begun;
        }
        var now = table.traces() + isCountRight;
        var isNew = !now.equals(last);
        last = now;
        return isNew;
    }

    /** For how long the oldest row that is not sealed has been there. */
    public Duration unsealed(Log log) {
        return Duration.ofMillis(Math.round(1000 * table.unsealedSeconds(log)));
    }
}
