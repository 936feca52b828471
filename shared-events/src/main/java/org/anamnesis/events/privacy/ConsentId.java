package org.anamnesis.events.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which consent. */
public record ConsentId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public ConsentId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
