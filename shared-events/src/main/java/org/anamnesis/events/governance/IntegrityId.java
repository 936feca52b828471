package org.anamnesis.events.governance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which finding about the integrity of the history. */
public record IntegrityId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public IntegrityId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
