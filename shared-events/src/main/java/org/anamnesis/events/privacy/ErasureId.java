package org.anamnesis.events.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which erasure. */
public record ErasureId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public ErasureId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
