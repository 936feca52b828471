package org.anamnesis.events.privacy;

/** As what somebody is known here. */
public enum SubjectKind {
    CLIENT,
    LOVED_ONE,
    THERAPIST
}
