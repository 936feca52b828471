package org.anamnesis.query.support.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/** Where a part of a report ends, so that the next goes on under the same clocks. Opaque to whoever carries it. */
record Place(Instant knownAt, Instant asOf, String after) {

    private static final Pattern SHAPE = Pattern.compile("(\\S{1,40}) (\\S{1,40}) (\\S{1,200})");

    static Place read(String written) {
        try {
            var shape = SHAPE.matcher(new String(Base64.getUrlDecoder().decode(written), UTF_8));
            if (shape.matches()) {
                return new Place(Instant.parse(shape.group(1)), Instant.parse(shape.group(2)), shape.group(3));
            }
        } catch (IllegalArgumentException | DateTimeException nonsense) {
            // said below
        }
        throw Inquiry.unknownCursor();
    }

    String written() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((knownAt + " " + asOf + " " + after).getBytes(UTF_8));
    }
}
