package org.anamnesis.events.research;

/** What somebody outside may know of a client already, and so might find them by. */
public enum QuasiIdentifier {
    SERVICE_TYPE,
    REFERRAL_SOURCE,
    JURISDICTION,
    LEGAL_STATUS,
    /** In which year they were admitted. */
    ADMISSION_YEAR,
    /** About how many sessions they attended. */
    SESSIONS_BAND,
    /** In which modality most minutes were worked with them. */
    PRIMARY_MODALITY
}
