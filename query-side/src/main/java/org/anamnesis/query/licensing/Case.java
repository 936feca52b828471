package org.anamnesis.query.licensing;

import org.anamnesis.events.rules.RuleBook;

/** A session or an episode with all that is known of it, to be judged by any rules. */
interface Case<J extends Judged> {

    J by(RuleBook rules);
}
