package org.anamnesis.events.governance;

/** Who makes a rule, the one that binds all others first. */
public enum RuleLayer {
    FEDERAL,
    STATE,
    ACCREDITOR,
    CLINIC
}
