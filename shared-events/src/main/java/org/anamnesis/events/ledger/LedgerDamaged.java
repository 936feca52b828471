package org.anamnesis.events.ledger;

/** The ledger itself is not what was written. */
public final class LedgerDamaged extends RuntimeException {

    private static final long serialVersionUID = 1;

    LedgerDamaged(String what) {
        super(what);
    }
}
