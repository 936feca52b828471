package org.anamnesis.query.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.anamnesis.events.web.Problem;

/**
 * Where a part of a list ends: the sort key of its last item. Opaque to whoever carries it.
 *
 * @param at the time that the list is sorted by first
 * @param id what it is sorted by then
 */
public record Cursor(Instant at, String id) {

    private static final Pattern SHAPE = Pattern.compile("([^|]{1,64})\\|([0-9a-f-]{1,36})");

    public static Cursor read(String written) {
        try {
            var shape = SHAPE.matcher(new String(Base64.getUrlDecoder().decode(written), UTF_8));
            if (shape.matches()) {
                return new Cursor(Span.inRange(Instant.parse(shape.group(1))), shape.group(2));
            }
        } catch (IllegalArgumentException | DateTimeException nonsense) {
            // said below
        }
        throw malformed();
    }

    public String written() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(UTF_8));
    }

    public long number() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException nonsense) {
            throw malformed();
        }
    }

    public UUID uuid() {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException nonsense) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.malformed("cursor", "is not one that a list answered");
    }
}
