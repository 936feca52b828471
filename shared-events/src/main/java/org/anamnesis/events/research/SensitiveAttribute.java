package org.anamnesis.events.research;

/** What nobody is to learn of a client whom they have narrowed down. */
public enum SensitiveAttribute {
    DISCHARGE_REASON,
    /** The feeling expressed most often. */
    FEELING
}
