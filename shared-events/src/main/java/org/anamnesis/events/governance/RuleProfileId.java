package org.anamnesis.events.governance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which document of rules that a practice goes, went or will go by. */
public record RuleProfileId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public RuleProfileId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
