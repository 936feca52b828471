package org.anamnesis.events.governance;

import java.time.Instant;

/** Everything that can happen to a document of rules that a practice goes by. */
public sealed interface RuleProfileEvent {

    RuleProfileId ruleProfileId();

    /** The practice wrote down rules. From a moment on they take the place of any other version of the same name. */
    record RuleProfilePublished(RuleProfileId ruleProfileId, RuleDocument document, Instant effectiveFrom)
            implements RuleProfileEvent {}

    /** The practice goes by rules that came with the software; from then on they stand here as they were. */
    record RuleProfileAdopted(RuleProfileId ruleProfileId, RuleDocument document, Instant effectiveFrom)
            implements RuleProfileEvent {}

    /**
     * The practice goes by them no longer.
     *
     * @param effectiveTo the first moment at which they no longer hold
     */
    record RuleProfileEnded(RuleProfileId ruleProfileId, Instant effectiveTo) implements RuleProfileEvent {}
}
