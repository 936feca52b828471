package org.anamnesis.events.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which session. */
public record SessionId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public SessionId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
