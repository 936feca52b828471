package org.anamnesis.events.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * How far a log was sealed when: a C2SP checkpoint.
 *
 * @param size how many leaves the tree has
 * @param position of the last of them; 0 if there is none
 * @param note the signed text, as it is kept and given out
 * @param signedAt by the database's clock, later than all before
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them but by their notes
public record Checkpoint(Log log, long size, long position, byte[] root, String note, Instant signedAt) {

    private static final String POSITION = "position ";
    private static final String SIGNED = "signed ";

    /** What is signed. */
    public static String text(String origin, long size, long position, byte[] root, Instant signedAt) {
        return String.join(
                "\n",
                origin,
                String.valueOf(size),
                Base64.getEncoder().encodeToString(root),
                POSITION + position,
                SIGNED + signedAt,
                "");
    }

    /**
     * Reads a signed text. Whose signature it bears is not asked.
     *
     * @throws IllegalArgumentException if it is no checkpoint
     */
    static Checkpoint read(Log log, String note) {
        var lines = Note.read(note).text().split("\n", -1);
        if (lines.length != 6 || !lines[3].startsWith(POSITION) || !lines[4].startsWith(SIGNED)) {
            throw new IllegalArgumentException("origin, size, root, position and time are expected");
        }
        try {
            return new Checkpoint(
                    log,
                    Long.parseLong(lines[1]),
                    Long.parseLong(lines[3].substring(POSITION.length())),
                    Base64.getDecoder().decode(lines[2]),
                    note,
                    Instant.parse(lines[4].substring(SIGNED.length())));
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(noTime);
        }
    }
}
