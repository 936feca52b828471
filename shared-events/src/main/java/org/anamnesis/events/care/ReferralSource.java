package org.anamnesis.events.care;

/** Who sent the client; in line with the sources that US treatment episode data count. */
public enum ReferralSource {
    SELF,
    LOVED_ONE,
    GP,
    COURT,
    EMPLOYER,
    SCHOOL,
    OTHER_PROVIDER,
    ONLINE,
    UNKNOWN
}
