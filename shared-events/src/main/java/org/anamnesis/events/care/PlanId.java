package org.anamnesis.events.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which treatment plan. */
public record PlanId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public PlanId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
