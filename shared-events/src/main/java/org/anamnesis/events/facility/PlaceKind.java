package org.anamnesis.events.facility;

/** What sort of place it is. */
public enum PlaceKind {
    ROOM,
    OUTDOOR,
    TELEHEALTH_CHANNEL,
    HOME_VISIT
}
