package org.anamnesis.command.care.session;

import java.util.UUID;
import org.anamnesis.events.Id;

/** When therapists and places can be planned with. */
interface Availability {

    /**
     * A therapist's or a place's.
     *
     * @param resource what it is, e.g. {@code THERAPIST}
     */
    OpenTimes of(UUID clinic, String resource, Id id);
}
