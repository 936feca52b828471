package org.anamnesis.events.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * In what capacity somebody acts. Who may do something in several acts in the first of them. A token names roles in its
 * claim {@code roles}, written as in the API's documents.
 */
public enum Role {
    CLINICIAN,
    COVERING_CLINICIAN,
    SUPERVISOR,
    RECEPTION,
    RECORDS_OFFICER,
    PRIVACY_OFFICER,
    AUDITOR,
    RESEARCHER,
    OPERATOR,
    /** Somebody from outside who looks in, by a grant of access: a licensing board, an auditor, an accreditor. */
    BOARD,
    /** The practice itself, by a policy of its own; never somebody with a token. */
    SYSTEM;

    /** As tokens have it, e.g. {@code records-officer}. */
    public String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether people of the practice act in it. */
    public boolean isOfStaff() {
        return this != BOARD && this != SYSTEM;
    }

    static Optional<Role> read(String written) {
        return Arrays.stream(values())
                .filter(role -> role != SYSTEM && role.written().equals(written))
                .findFirst();
    }
}
