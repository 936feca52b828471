package org.anamnesis.command.support;

import java.util.UUID;
import org.anamnesis.events.rules.RuleBook;

/** Which rules clinics go by. */
public interface RuleBooks {

    /** A clinic's rules, as they are recorded now. */
    RuleBook of(UUID clinic);
}
