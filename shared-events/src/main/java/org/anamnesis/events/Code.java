package org.anamnesis.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** A name from an open catalogue, in upper case, e.g. {@code EXPOSURE}: letters, digits and underscores, at most 40. */
public record Code(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

    public Code {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a code is up to 40 letters, digits and underscores, e.g. EXPOSURE");
        }
    }

    /** Reads a code however it is written: {@code wet-ink} is {@code WET_INK}. */
    @JsonCreator
    public static Code of(String written) {
        return new Code(written.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
    }

    @Override
    public String toString() {
        return value;
    }
}
