package org.anamnesis.events.care;

import java.util.Arrays;

/** Why an episode ended: the reasons of the Treatment Episode Data Set, Discharges (SAMHSA), with their numbers there. */
public enum DischargeReason {
    COMPLETED(1),
    DROPPED_OUT(2),
    TERMINATED_BY_FACILITY(3),
    TRANSFERRED(4),
    INCARCERATED(5),
    DEATH(6),
    OTHER(7);

    private final int number;

    DischargeReason(int number) {
        this.number = number;
    }

    /** The reason with this number, 1 to 7. */
    public static DischargeReason numbered(int number) {
        return Arrays.stream(values())
                .filter(reason -> reason.number == number)
                .findFirst()
                .orElseThrow();
    }
}
