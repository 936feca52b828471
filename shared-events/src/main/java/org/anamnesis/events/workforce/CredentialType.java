package org.anamnesis.events.workforce;

import com.fasterxml.jackson.annotation.JsonAlias;

/** What entitles somebody to practise. */
public enum CredentialType {
    @JsonAlias("LICENSE")
    LICENCE,
    CERTIFICATE,
    REGISTRATION,
    COMPACT_PRIVILEGE,
    TRAINEE_PERMIT
}
