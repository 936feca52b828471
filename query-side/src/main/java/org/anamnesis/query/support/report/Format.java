package org.anamnesis.query.support.report;

import java.util.Arrays;
import java.util.Locale;
import org.anamnesis.events.web.Problem;
import org.jspecify.annotations.Nullable;

/** The formats that reports come in. */
enum Format {
    /** A part at a time, to be looked at. */
    JSON("application/json"),
    /** Whole, a line each, for programs. */
    NDJSON("application/x-ndjson"),
    /** Whole, for spreadsheets. */
    CSV("text/csv;charset=UTF-8"),
    /** Whole, paged and tagged, to be read and kept. */
    PDF("application/pdf");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** Whether it is meant to be taken along. */
    boolean isCopy() {
        return this != JSON;
    }

    static Format read(@Nullable String written) {
        if (written == null) {
            return JSON;
        }
        return Arrays.stream(values())
                .filter(format -> format.written().equals(written))
                .findFirst()
                .orElseThrow(() -> Problem.malformed("format", "one of json, ndjson, csv or pdf is expected"));
    }

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
