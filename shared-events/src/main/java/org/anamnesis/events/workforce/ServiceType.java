package org.anamnesis.events.workforce;

/** What kind of service is given. */
public enum ServiceType {
    PSYCHOTHERAPY,
    COUNSELLING
}
