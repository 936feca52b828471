package org.anamnesis.events.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which goal of a plan. */
public record GoalId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public GoalId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
