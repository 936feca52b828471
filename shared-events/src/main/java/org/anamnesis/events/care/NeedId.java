package org.anamnesis.events.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which need of a plan. */
public record NeedId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public NeedId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
