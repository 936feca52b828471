package org.anamnesis.events.research;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which study. */
public record StudyId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public StudyId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
