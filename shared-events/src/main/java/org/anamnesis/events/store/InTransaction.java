package org.anamnesis.events.store;

import org.anamnesis.events.Recorded;

/** Hears of each event inside the transaction that appends it; if it throws, nothing is appended. */
public interface InTransaction {

    void note(Recorded<?> recorded);
}
