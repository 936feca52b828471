package org.anamnesis.events.facility;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which place. */
public record PlaceId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public PlaceId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
