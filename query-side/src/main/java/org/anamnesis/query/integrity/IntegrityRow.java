package org.anamnesis.query.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.anamnesis.events.governance.DamageKind;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.query.support.report.ReportRow;
import org.jspecify.annotations.Nullable;

/**
 * How a log stands against its seals.
 *
 * @param entries how many were sealed in the stretch of time that is asked about
 * @param after the position after which they come
 * @param until the position of the last of them
 * @param checkpoints how many were signed over them, each compared
 * @param sealedAt when the last of these was signed
 * @param witness the file outside the database that holds that one, or one that goes on from it
 * @param mismatches what is not as it was sealed; where there are none, nothing was altered, removed or put in between
 * @param erased of whom of the asker's clinic nobody can read texts any more, although the entries stand
 * @param verifier the program by which anybody can check the same offline, by its SHA-256
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IntegrityRow(
        Log log,
        State state,
        long entries,
        long after,
        long until,
        long checkpoints,
        @Nullable Instant sealedAt,
        @Nullable String witness,
        List<Mismatch> mismatches,
        List<Erased> erased,
        String verifier)
        implements ReportRow {

    /** What came of the comparison. */
    enum State {
        INTACT,
        DAMAGED
    }

    /** Entries, one after the other, that are not as they were sealed. */
    record Mismatch(DamageKind kind, long from, long to, long entries) {

        @Override
        public String toString() {
            return kind + ": " + (from == to ? "position " + from : "positions " + from + " to " + to);
        }
    }

    /** An erasure: the event that says so, and on what ground it was done. */
    record Erased(long position, String ground) {

        @Override
        public String toString() {
            return "position " + position + ": " + ground;
        }
    }

    @Override
    public String key() {
        return log.name();
    }

    @Override
    public boolean stands() {
        return true;
    }
}
