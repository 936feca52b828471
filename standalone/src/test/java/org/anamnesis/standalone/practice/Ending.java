package org.anamnesis.standalone.practice;

import org.jspecify.annotations.Nullable;

/** How a treatment ends. The number is the reason that is told at discharge; none where nobody is discharged. */
enum Ending {
    STAYS(0, null),
    COMPLETED(1, Case.DISCHARGED_COMPLETED),
    DROPPED_OUT(2, Case.DISCHARGED_DROPPED_OUT),
    TERMINATED(3, Case.DISCHARGED_TERMINATED),
    TRANSFERRED(4, Case.DISCHARGED_TRANSFERRED),
    INCARCERATED(5, Case.DISCHARGED_INCARCERATED),
    DEAD(6, Case.DISCHARGED_DEAD),
    OTHER(7, Case.DISCHARGED_OTHERWISE),
    STOPS_COMING(0, Case.STOPPED_COMING);

    final int reason;
    final @Nullable Case what;

    Ending(int reason, @Nullable Case what) {
        this.reason = reason;
        this.what = what;
    }

    /** Whether the client says nothing and simply stays away. */
    boolean isSilent() {
        return this == DROPPED_OUT || this == STOPS_COMING;
    }
}
