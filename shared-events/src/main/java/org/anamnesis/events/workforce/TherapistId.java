package org.anamnesis.events.workforce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which therapist. */
public record TherapistId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public TherapistId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
