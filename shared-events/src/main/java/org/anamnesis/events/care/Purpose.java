package org.anamnesis.events.care;

/** What a session, or something done in it, gives room for. */
public enum Purpose {
    EXPLORATION,
    SUPPORT,
    EXPRESSION
}
