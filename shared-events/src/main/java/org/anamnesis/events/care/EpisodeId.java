package org.anamnesis.events.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which care episode. */
public record EpisodeId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public EpisodeId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
