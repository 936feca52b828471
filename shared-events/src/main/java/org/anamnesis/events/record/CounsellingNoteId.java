package org.anamnesis.events.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which counselling note. */
public record CounsellingNoteId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public CounsellingNoteId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
