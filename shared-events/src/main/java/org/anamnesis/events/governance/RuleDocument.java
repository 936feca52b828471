package org.anamnesis.events.governance;

import java.util.List;
import java.util.Map;
import org.anamnesis.events.Jurisdiction;
import org.jspecify.annotations.Nullable;

/**
 * One version of what somebody rules: a law, an accreditor's standard, a house's own rules.
 *
 * @param jurisdiction whose law it is, where it is a law
 * @param parameters what it rules, by the rule's name; a value stands as JSON has it: a length or a period as ISO 8601
 *     writes it, a whole number, a list of words
 * @param sources what a rule goes back to, by the rule's name, e.g. {@code 9 CCR 10345}
 * @param overrides the names of those rules that hold as they stand here, though a lower layer is stricter
 */
public record RuleDocument(
        String name,
        int version,
        RuleLayer layer,
        @Nullable String title,
        @Nullable Jurisdiction jurisdiction,
        Map<String, Object> parameters,
        Map<String, String> sources,
        List<String> overrides) {

    /** As grounds name it, e.g. {@code house@1}. */
    public String id() {
        return name + "@" + version;
    }
}
