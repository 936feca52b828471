package org.anamnesis.events.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which breaking of the glass. */
public record BreakGlassId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public BreakGlassId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
