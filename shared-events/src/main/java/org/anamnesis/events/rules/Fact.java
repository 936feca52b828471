package org.anamnesis.events.rules;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was found when it was looked up.
 *
 * @param basis what a passed check rests on, in words without personal data; empty where it is not worth keeping
 * @param evidence the events that made it so
 * @param troubles what stands against it; none if it holds
 */
public record Fact(String basis, List<UUID> evidence, List<Trouble> troubles) {

    public static Fact holds(String basis, UUID... evidence) {
        return new Fact(basis, List.of(evidence), List.of());
    }

    public static Fact fails(String detail) {
        return fails(List.of(new Trouble(detail, Map.of())));
    }

    public static Fact fails(List<Trouble> troubles) {
        return new Fact("", List.of(), troubles);
    }

    /** A fact that needs no looking up. */
    public static Fact that(boolean holds, String basis, String otherwise) {
        return holds ? holds(basis) : fails(otherwise);
    }

    public boolean holds() {
        return troubles.isEmpty();
    }

    /** What it rests on, else what stands against it, in words. */
    public String told() {
        return holds() ? basis : troubles.stream().map(Trouble::detail).collect(joining("; "));
    }

    /**
     * Why something does not hold.
     *
     * @param detail in words without personal data
     * @param more what a program may want to know about it
     */
    public record Trouble(String detail, Map<String, Object> more) {}
}
