package org.anamnesis.events.record;

/** A way of giving form to feelings. */
public enum ExpressiveTechnique {
    ART,
    MUSIC,
    JOURNAL,
    POETRY,
    LETTER_UNSENT,
    EMPTY_CHAIR,
    PSYCHODRAMA,
    MOVEMENT,
    SAND_TRAY,
    PHOTO,
    COLLAGE,
    VERBAL_SHARING,
    SILENCE,
    OTHER
}
