package org.anamnesis.events.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which expression. */
public record ExpressionId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public ExpressionId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
