package org.anamnesis.events.governance;

/** What an outside body looks in for (42 CFR 2.53). */
public enum GrantPurpose {
    /** To audit the practice. */
    AUDIT,
    /** To license the practice or those who work there. */
    LICENSING,
    /** To certify the practice by the body's own standards. */
    ACCREDITATION,
    /** To evaluate what a programme achieves. */
    EVALUATION
}
