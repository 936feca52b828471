package org.anamnesis.command.governance.integrity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.anamnesis.events.ledger.Alone;
import org.anamnesis.events.ledger.Inspection;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.ledger.Signatures;
import org.anamnesis.events.ledger.Traces;
import org.anamnesis.events.store.Schemas;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Compares the history with its seals again and again, unhurriedly; and at once where something looks as if somebody had
 * tampered with it.
 */
@Component
final class Watch extends Alone {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration LOOKS = Duration.ofSeconds(5);

    /** It works for a tenth of the time at most. */
    private static final int SELDOM = 9;

    private final Signatures signatures;
    private final Findings findings;

    Watch(Schemas schemas, Signatures signatures, Findings findings) {
        super("history-watch", 10, schemas.ledger());
        this.signatures = signatures;
        this.findings = findings;
    }

    @Override
    protected void workOn(Connection connection) throws SQLException, InterruptedException {
        var traces = new Traces(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        var isHurried = traces.isNew();
        while (true) {
            var begun = System.nanoTime();
            var pace = new Pace(traces, isHurried);
            var isOver = true;
            for (var log : Log.values()) {
                isOver &= isOver && compare(connection, log, pace);
            }
            isHurried = !isOver || pace.rest(begun);
        }
    }

    /** Compares one log. Answers whether it came to the end. */
    private boolean compare(Connection connection, Log log, Pace pace) throws SQLException, InterruptedException {
        var result = Inspection.of(connection, log, signatures, pace);
        if (result == null) {
            return false;
        }
        findings.take(log, result);
        return true;
    }

    /** Takes its time, unless there are traces of somebody who tampers; then what is under way begins anew in a hurry. */
    private static final class Pace implements Inspection.Pace {

        private final Traces traces;
        private final boolean isHurried;
        private long looked = System.nanoTime();

        Pace(Traces traces, boolean isHurried) {
            this.traces = traces;
            this.isHurried = isHurried;
        }

        @Override
        public boolean goesOn(long nanos) throws InterruptedException {
            if (isHurried) {
                return true;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(SELDOM * nanos, LOOKS.toNanos()));
            return !isTime() || !traces.isNew();
        }

        private boolean isTime() {
            var isTime = System.nanoTime() - looked >= LOOKS.toNanos();
            looked = isTime ? System.nanoTime() : looked;
            return isTime;
        }

        /** Waits until it is time for the next comparison. Answers whether that is in a hurry. */
        boolean rest(long begun) throws InterruptedException {
            while (System.nanoTime() - begun < EVERY.toNanos()) {
                pause(LOOKS);
                if (traces.isNew()) {
                    return true;
                }
            }
            return false;
        }
    }
}
