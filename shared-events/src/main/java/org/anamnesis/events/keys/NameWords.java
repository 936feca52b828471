package org.anamnesis.events.keys;

import static java.util.stream.Collectors.toCollection;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a name, written so that accents and case make no difference. */
public final class NameWords {

    private static final Pattern DIACRITICS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MOST = 20;
    private static final int LONGEST = 40;

    private NameWords() {}

    /** The words, each cut to its first 40 letters: at most the first 20 of them, whatever somebody was called. */
    public static Set<String> of(String name) {
        var plain = DIACRITICS
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("");
        // upper case is the same for ß and SS, and for both forms of a sigma; lower case is not
        return BETWEEN.splitAsStream(plain.toUpperCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .map(NameWords::cut)
                .limit(MOST)
                .collect(toCollection(LinkedHashSet::new));
    }

    private static String cut(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}
