package org.anamnesis.events.governance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which grant of access. */
public record AccessGrantId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public AccessGrantId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
