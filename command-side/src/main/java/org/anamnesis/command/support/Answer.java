package org.anamnesis.command.support;

import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;

/**
 * What somebody hears whose command was accepted.
 *
 * @param id what was made, else what the command was for
 * @param version of the aggregate that owns the events, after them
 * @param position of the last event in the history
 */
public record Answer(
        UUID id,
        long version,
        long position,
        List<Appended> events,
        List<Ground> grounds,
        List<Departure> deviations,
        List<Flag> flags) {

    /** An event that the command added. */
    public record Appended(UUID id, String type) {}

    /** A departure from what was agreed, and why. */
    public record Departure(String code, String reason) {}
}
