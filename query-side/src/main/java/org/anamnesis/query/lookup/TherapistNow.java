package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/** A therapist. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TherapistNow(
        TherapistId therapistId,
        @Nullable String name,
        @Nullable String email) {

    static @Nullable TherapistNow fold(@Nullable TherapistNow before, Object event, Eyes eyes) {
        return event instanceof TherapistRegistered registered
                ? new TherapistNow(
                        registered.therapistId(), eyes.read(registered.name()), eyes.read(registered.email()))
                : before;
    }
}
