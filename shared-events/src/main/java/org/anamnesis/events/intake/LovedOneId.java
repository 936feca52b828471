package org.anamnesis.events.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which loved one. */
public record LovedOneId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public LovedOneId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
