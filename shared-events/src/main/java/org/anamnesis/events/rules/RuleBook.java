package org.anamnesis.events.rules;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.governance.RuleProfileEvent;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileAdopted;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfileEnded;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfilePublished;
import org.anamnesis.events.governance.RuleProfileId;
import org.jspecify.annotations.Nullable;

/**
 * Which rules a clinic goes by, and when: folded from events. Of the versions of one name, at any moment the one that took
 * effect last holds, until its own end. The house's first version holds from the beginning of time wherever no other of
 * its name does, and says what holds for whatever no document in effect rules.
 */
public final class RuleBook {

    private static final String HOUSE = "house@1";

    private final List<RuleDocument> shipped;
    private final List<Effect> effects;
    private final NavigableMap<Instant, RuleProfile> profiles = new TreeMap<>();

    private RuleBook(List<RuleDocument> shipped, List<Effect> effects) {
        this.shipped = shipped;
        this.effects = effects;
        Stream.concat(Stream.of(Instant.MIN), effects.stream().flatMap(effect -> Stream.of(effect.from(), effect.to())))
                .filter(Objects::nonNull)
                .forEach(at -> profiles.put(at, RuleProfile.of(inEffect(at), house())));
    }

    /**
     * A document, from when to when a clinic goes by it.
     *
     * @param to the first moment at which it no longer does; none while that is not known
     */
    public record Effect(
            RuleProfileId ruleProfileId,
            RuleDocument document,
            Instant from,
            @Nullable Instant to) {

        Effect until(Instant end) {
            return new Effect(ruleProfileId, document, from, end);
        }

        private boolean isNever() {
            return to != null && !from.isBefore(to);
        }

        private boolean holds(Instant at) {
            return !from.isAfter(at) && (to == null || at.isBefore(to));
        }
    }

    /** Nobody has chosen any rules yet. */
    public static RuleBook of(List<RuleDocument> shipped) {
        return of(shipped, List.of());
    }

    /**
     * Rules as they were chosen.
     *
     * @param effects in the order in which they were recorded
     */
    public static RuleBook of(List<RuleDocument> shipped, List<Effect> effects) {
        return new RuleBook(List.copyOf(shipped), List.copyOf(effects));
    }

    /** The same after one more event. */
    public RuleBook after(RuleProfileEvent event) {
        return switch (event) {
            case RuleProfilePublished published ->
                with(new Effect(published.ruleProfileId(), published.document(), published.effectiveFrom(), null));
            case RuleProfileAdopted adopted ->
                with(new Effect(adopted.ruleProfileId(), adopted.document(), adopted.effectiveFrom(), null));
            case RuleProfileEnded ended ->
                of(
                        shipped,
                        effects.stream()
                                .map(effect -> effect.ruleProfileId().equals(ended.ruleProfileId())
                                        ? effect.until(ended.effectiveTo())
                                        : effect)
                                .toList());
        };
    }

    private RuleBook with(Effect effect) {
        return of(shipped, Stream.concat(effects.stream(), Stream.of(effect)).toList());
    }

    /** The rules that hold at a moment. */
    public RuleProfile at(Instant at) {
        return requireNonNull(profiles.floorEntry(at)).getValue();
    }

    /** The rules that would hold if a clinic had always gone by this document, whatever else it went by. */
    public RuleBook alwaysWith(RuleDocument document) {
        var others = effects.stream()
                .filter(effect -> !effect.document().name().equals(document.name()))
                .toList();
        var always = new Effect(new RuleProfileId(new UUID(0, 0)), document, Instant.MIN, null);
        return of(shipped, Stream.concat(others.stream(), Stream.of(always)).toList());
    }

    /** Those that came with the software, chosen or not. */
    public List<RuleDocument> shipped() {
        return shipped;
    }

    /** What was chosen, in the order in which it was recorded. */
    public List<Effect> effects() {
        return effects;
    }

    /** A document that came with the software. */
    public Optional<RuleDocument> shipped(String id) {
        return shipped.stream().filter(document -> document.id().equals(id)).findFirst();
    }

    /** A document that came with the software or was published. */
    public Optional<RuleDocument> document(String id) {
        return Stream.concat(shipped.stream(), effects.stream().map(Effect::document))
                .filter(document -> document.id().equals(id))
                .findFirst();
    }

    private List<RuleDocument> inEffect(Instant at) {
        Map<String, Effect> latest = new LinkedHashMap<>();
        effects.stream()
                .filter(effect -> !effect.isNever() && !effect.from().isAfter(at))
                .sorted(comparing(Effect::from))
                .forEach(effect -> {
                    latest.remove(effect.document().name()); // so that the last one stands last
                    latest.put(effect.document().name(), effect);
                });
        var documents = latest.values().stream()
                .filter(effect -> effect.holds(at))
                .map(Effect::document)
                .toList();
        return documents.stream().anyMatch(document -> document.name().equals(house().name()))
                ? documents
                : Stream.concat(Stream.of(house()), documents.stream()).toList();
    }

    private RuleDocument house() {
        return shipped(HOUSE).orElseThrow();
    }
}
