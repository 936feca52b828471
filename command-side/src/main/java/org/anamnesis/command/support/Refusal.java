package org.anamnesis.command.support;

import org.anamnesis.events.rules.Fact;

/** A reason to say no. Enums implement it, one per aggregate; their names are part of the API. */
public interface Refusal {

    String name();

    /** What the check is called where it was passed. */
    default String check() {
        return name();
    }

    default Finding unless(Fact fact) {
        return new Finding(this, fact);
    }

    /** What a check came to. */
    record Finding(Refusal refusal, Fact fact) {}
}
