package org.anamnesis.command.support;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.anamnesis.command.support.Answer.Appended;
import org.anamnesis.command.support.Answer.Departure;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Deviating;
import org.anamnesis.events.Deviation;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.MayBeAboutClient;
import org.anamnesis.events.keys.Vault;

/**
 * What a command came to, as its receipt keeps it: texts only sealed.
 *
 * @param follows the id by which those who follow the history keep its events in order
 */
record Accepted(
        UUID id,
        UUID aggregate,
        UUID follows,
        long version,
        long position,
        List<Appended> events,
        List<Ground> grounds,
        List<Deviation> deviations,
        List<Flag> flags) {

    /** What a command came to, by what it appended: its own events, and those of things that it made besides. */
    static Accepted of(Command command, List<Recorded<?>> appended) {
        var events = new ArrayList<Appended>();
        var grounds = new ArrayList<Ground>();
        var deviations = new ArrayList<Deviation>();
        var flags = new ArrayList<Flag>();
        for (var recorded : appended) {
            events.add(new Appended(recorded.eventId(), recorded.type()));
            if (recorded.event() instanceof Grounded event) {
                grounds.addAll(event.grounds());
            }
            if (recorded.event() instanceof Deviating event) {
                deviations.addAll(event.deviations());
            }
            if (recorded.event() instanceof Clinical event) {
                flags.addAll(event.flags());
            }
        }
        var last = appended.getLast();
        var own = appended.stream()
                .filter(recorded ->
                        recorded.aggregateId().equals(command.aggregate().value()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return new Accepted(
                command.about().value(),
                own.aggregateId(),
                MayBeAboutClient.client(last.event()).map(ClientId::value).orElse(last.aggregateId()),
                own.sequence(),
                last.position(),
                events,
                grounds.stream().distinct().toList(),
                deviations,
                flags.stream().distinct().toList());
    }

    Answer opened(Vault vault) {
        return new Answer(
                id,
                version,
                position,
                events,
                grounds,
                deviations.stream()
                        .map(deviation -> new Departure(deviation.code(), vault.open(deviation.reason(), aggregate)))
                        .toList(),
                flags);
    }
}
