package org.anamnesis.events.research;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which export of a data set. */
public record DatasetExportId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public DatasetExportId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
