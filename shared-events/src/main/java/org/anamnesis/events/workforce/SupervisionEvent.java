package org.anamnesis.events.workforce;

import org.anamnesis.events.Dated;
import org.anamnesis.events.Occurred;

/** Everything that can happen to an agreement of supervision. */
public sealed interface SupervisionEvent {

    SupervisionId supervisionId();

    TherapistId superviseeId();

    /** One therapist supervises the work of another from a moment on, and so sees the other's clients. */
    record SupervisionAgreed(
            SupervisionId supervisionId, TherapistId supervisorId, TherapistId superviseeId, Occurred occurred)
            implements SupervisionEvent, Dated {}

    /** It ended. */
    record SupervisionEnded(
            SupervisionId supervisionId, TherapistId supervisorId, TherapistId superviseeId, Occurred occurred)
            implements SupervisionEvent, Dated {}
}
