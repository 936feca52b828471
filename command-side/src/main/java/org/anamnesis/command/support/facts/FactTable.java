package org.anamnesis.command.support.facts;

import org.anamnesis.events.Recorded;
import org.anamnesis.events.store.InTransaction;

/** A table of facts, or of reservations: a fold over the history that decisions look up. */
public interface FactTable extends InTransaction {

    /** The table, without its schema. */
    String table();

    default String schema() {
        return "history";
    }

    /** Takes an event in when the table is filled from history; the same as live, unless decisions write the table. */
    default void refill(Recorded<?> recorded) {
        note(recorded);
    }
}
