package org.anamnesis.events.rules;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anamnesis.events.governance.RuleDocument;

/**
 * The rules that hold at a clinic at a moment: what the documents in effect come to together. The strictest holds, unless a
 * higher layer says that its own does.
 */
public final class RuleProfile {

    private final List<RuleDocument> documents;
    private final Map<Rule<?>, Ruling<?>> rulings;

    private RuleProfile(List<RuleDocument> documents, Map<Rule<?>, Ruling<?>> rulings) {
        this.documents = documents;
        this.rulings = rulings;
    }

    /**
     * What documents come to.
     *
     * @param inEffect in the order in which they took effect
     * @param otherwise holds for what none of them rules
     */
    static RuleProfile of(Collection<RuleDocument> inEffect, RuleDocument otherwise) {
        var documents = inEffect.stream().sorted(comparing(RuleDocument::layer)).toList();
        var rulings = new LinkedHashMap<Rule<?>, Ruling<?>>();
        for (var rule : Rule.all()) {
            ruling(rule, documents, otherwise).ifPresent(ruling -> rulings.put(rule, ruling));
        }
        return new RuleProfile(documents, rulings);
    }

    private static <T> Optional<Ruling<T>> ruling(Rule<T> rule, List<RuleDocument> documents, RuleDocument otherwise) {
        return strictest(rule, documents).or(() -> strictest(rule, List.of(otherwise)));
    }

    private static <T> Optional<Ruling<T>> strictest(Rule<T> rule, List<RuleDocument> documents) {
        var said = new ArrayList<Ruling<T>>();
        for (var document : documents) {
            var written = document.parameters().get(rule.name());
            if (written != null) {
                if (document.overrides().contains(rule.name())) {
                    said.removeIf(lower -> lower.documents().getFirst().layer().compareTo(document.layer()) < 0);
                }
                said.add(new Ruling<>(rule, rule.read(written), List.of(document)));
            }
        }
        return said.stream().reduce(Ruling::and);
    }

    /** As grounds name it: the documents in effect, the one that binds the others first, e.g. {@code us-ca-otp@1+house@1}. */
    public String id() {
        return documents.stream().map(RuleDocument::id).collect(joining("+"));
    }

    /** The documents in effect, the one that binds the others first. */
    public List<RuleDocument> documents() {
        return documents;
    }

    /** What is ruled here, each with the documents that say so. */
    public List<Ruling<?>> rulings() {
        return List.copyOf(rulings.values());
    }

    /** A rule that holds everywhere, because {@code house@1} has it. */
    public <T> T get(Rule<T> rule) {
        return find(rule).orElseThrow(() -> new IllegalArgumentException(rule + " holds in some places only"));
    }

    /** A rule that holds in some places only. */
    @SuppressWarnings("unchecked") // each rule is mapped to a ruling of its own type
    public <T> Optional<T> find(Rule<T> rule) {
        return Optional.ofNullable((Ruling<T>) rulings.get(rule)).map(Ruling::value);
    }

    @Override
    public String toString() {
        return id();
    }
}
