package org.anamnesis.events.intake;

/** What somebody is to a client. */
public enum Relation {
    PARTNER,
    PARENT,
    CHILD,
    SIBLING,
    OTHER_RELATIVE,
    FRIEND,
    OTHER
}
