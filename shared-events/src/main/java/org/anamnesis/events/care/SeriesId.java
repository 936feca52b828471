package org.anamnesis.events.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which series of sessions. */
public record SeriesId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public SeriesId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
