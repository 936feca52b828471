package org.anamnesis.events.privacy;

/** What a consent is for. */
public enum ConsentType {
    /** Being treated here. */
    TREATMENT,
    /** Keeping sound or pictures of the client. */
    RECORDING
}
