package org.anamnesis.events.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Whose data it is: a client, a loved one or a therapist. */
public record SubjectId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public SubjectId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
