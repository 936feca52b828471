package org.anamnesis.events.workforce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which agreement of supervision. */
public record SupervisionId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public SupervisionId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
