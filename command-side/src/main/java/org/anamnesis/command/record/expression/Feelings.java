package org.anamnesis.command.record.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;

/** The catalogue of feelings: a versioned list of words; a word once in it is never taken out. */
final class Feelings {

    static final String ID = "feelings@1";

    static final SortedSet<String> NAMES = read();

    private Feelings() {}

    private static SortedSet<String> read() {
        try {
            return Collections.unmodifiableSortedSet(new ClassPathResource("catalogues/" + ID + ".txt")
                    .getContentAsString(UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(toCollection(TreeSet<String>::new)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
