package org.anamnesis.events.rules;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.anamnesis.events.governance.RuleDocument;

/**
 * What holds for one rule.
 *
 * @param documents those that say so
 */
public record Ruling<T>(Rule<T> rule, T value, List<RuleDocument> documents) {

    /** Together with what a higher layer says. */
    Ruling<T> and(Ruling<T> higher) {
        var both = rule.stricter(value, higher.value);
        if (!both.equals(higher.value)) {
            return both.equals(value) ? this : new Ruling<>(rule, both, joined(higher));
        }
        return both.equals(value) ? new Ruling<>(rule, value, joined(higher)) : higher;
    }

    private List<RuleDocument> joined(Ruling<T> higher) {
        return Stream.concat(documents.stream(), higher.documents.stream()).toList();
    }

    /** What it goes back to, e.g. {@code 9 CCR 10345}. */
    public List<String> sources() {
        return documents.stream()
                .map(document -> document.sources().get(rule.name()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
