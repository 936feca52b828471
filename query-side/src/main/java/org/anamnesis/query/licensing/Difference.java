package org.anamnesis.query.licensing;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.anamnesis.events.Recorded;
import org.anamnesis.query.support.Teller;

/** Why something is judged otherwise now than it was then. */
final class Difference {

    private Difference() {}

    /**
     * By what was recorded since, in words.
     *
     * @param otherwise what is said where that is nothing
     */
    static String told(List<Recorded<?>> since, String otherwise) {
        return since.isEmpty()
                ? otherwise
                : since.stream()
                        .map(recorded -> Teller.tell(recorded).what() + ", recorded " + recorded.recordedAt())
                        .collect(joining("; "));
    }
}
