package org.anamnesis.events.care;

import com.fasterxml.jackson.annotation.JsonAlias;

/** Who meets, and whether in one room. */
public enum SessionFormat {
    INDIVIDUAL,
    COUPLE,
    FAMILY,
    GROUP,
    @JsonAlias("TELEHEALTH")
    TELEHEALTH_INDIVIDUAL,
    TELEHEALTH_COUPLE,
    TELEHEALTH_FAMILY,
    TELEHEALTH_GROUP;

    public boolean telehealth() {
        return name().startsWith("TELEHEALTH_");
    }
}
