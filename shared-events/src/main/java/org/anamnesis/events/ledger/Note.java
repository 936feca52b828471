package org.anamnesis.events.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text and who signed it, as C2SP's signed-note has it: the text, an empty line, and a line for each signature.
 *
 * @param text whole lines
 */
record Note(String text, List<Signature> signatures) {

    private static final String MARK = "\u2014 ";

    /**
     * A signature as it stands in a note.
     *
     * @param bytes four that tell the key, and the signature itself
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Signature(String name, byte[] bytes) {

        String line() {
            return MARK + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is no note
     */
    static Note read(String written) {
        var end = written.lastIndexOf("\n\n");
        if (end < 0 || !written.endsWith("\n")) {
            throw new IllegalArgumentException("a text and signatures are expected, apart from each other");
        }
        return new Note(
                written.substring(0, end + 1),
                Arrays.stream(written.substring(end + 2, written.length() - 1).split("\n", -1))
                        .map(Note::signature)
                        .toList());
    }

    private static Signature signature(String line) {
        var space = line.lastIndexOf(' ');
        if (!line.startsWith(MARK) || space <= MARK.length()) {
            throw new IllegalArgumentException("a signature is expected");
        }
        return new Signature(
                line.substring(MARK.length(), space), Base64.getDecoder().decode(line.substring(space + 1)));
    }

    Note and(Signature another) {
        return new Note(
                text, Stream.concat(signatures.stream(), Stream.of(another)).toList());
    }

    @Override
    public String toString() {
        return text + "\n"
                + String.join("", signatures.stream().map(Signature::line).toList());
    }
}
