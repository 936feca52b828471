package org.anamnesis.query.support.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a report: a record. One that shows something of a client says so ({@code ConcernsClient}). */
public interface ReportRow {

    /** What rows are in the order of, the same for ever: up to 200 letters, digits and marks without white space. */
    String key();

    /** Whose work it is about, if it is about one therapist's. */
    default @Nullable UUID therapist() {
        return null;
    }

    /** When what it is about took place, if it took place at a time. */
    default @Nullable Instant took() {
        return null;
    }

    /** Whether it sums up rows each of which lay within the scope of whoever asks. */
    default boolean sumsUp() {
        return false;
    }

    /** Whether it tells how something stands instead, so that no stretch of time limits who may see it. */
    default boolean stands() {
        return false;
    }
}
