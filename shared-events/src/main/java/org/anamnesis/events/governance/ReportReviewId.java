package org.anamnesis.events.governance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.anamnesis.events.Id;

/** Which review of a report. */
public record ReportReviewId(@JsonValue UUID value) implements Id {

    @JsonCreator
    public ReportReviewId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
