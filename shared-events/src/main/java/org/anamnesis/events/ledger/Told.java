package org.anamnesis.events.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row's columns as they are written for people, in a way that leads back to each byte of the leaf. */
final class Told {

    static final String NULL = "\\N";

    /** PostgreSQL counts from the year 2000. */
    private static final long EPOCH = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final long MICROS = 1_000_000;

    private Told() {}

    static List<String> columns(Log log, byte[] leaf) {
        var told = new ArrayList<String>();
        var bytes = ByteBuffer.wrap(leaf);
        for (var column : log.columns()) {
            var value = bytes.hasRemaining() ? value(bytes) : null;
            told.add(value == null ? NULL : told(column.type(), value));
        }
        return told;
    }

    /** One column's bytes; none if it is null. */
    static byte @Nullable [] column(Log log, byte[] leaf, String name) {
        var bytes = ByteBuffer.wrap(leaf);
        byte[] value = null;
        for (var column : log.columns()) {
            value = bytes.hasRemaining() ? value(bytes) : null;
            if (column.name().equals(name)) {
                return value;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static byte @Nullable [] value(ByteBuffer bytes) {
        var length = bytes.getInt();
        if (length < 0) {
            return null;
        }
        var value = new byte[length];
        bytes.get(value);
        return value;
    }

    private static String told(String type, byte[] value) {
        var bytes = ByteBuffer.wrap(value);
        return switch (type) {
            case "uuid" -> new UUID(bytes.getLong(), bytes.getLong()).toString();
            case "int8" -> String.valueOf(bytes.getLong());
            case "int4" -> String.valueOf(bytes.getInt());
            case "timestamptz" -> instant(bytes.getLong()).toString();
            case "text" ->
                new String(value, UTF_8)
                        .replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
            case "bytea" -> Base64.getEncoder().encodeToString(value);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(EPOCH + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000L);
    }
}
