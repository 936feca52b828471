package org.anamnesis.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Where law applies: a country or a part of one, as ISO 3166-1 or 3166-2 has it, e.g. {@code US-CA}. */
public record Jurisdiction(@JsonValue String code) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    @JsonCreator
    public Jurisdiction {
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("a jurisdiction is an ISO 3166 code such as US-CA");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
