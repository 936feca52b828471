package org.anamnesis.command.support;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Precision;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a command: who asked, in what capacity, when, and by which rules it is judged.
 *
 * @param zone the clinic's
 */
public record Asked(Actor actor, Role role, Instant at, ZoneId zone, RuleProfile rules) {

    public UUID clinic() {
        return actor.clinic();
    }

    /** Some commands are open to a role only in part; this is the rest of the question. */
    public void demand(Set<Role> permitted) {
        actor.as(permitted);
    }

    /** When it happened: as told, else now. */
    public Occurred occurred(@Nullable Moment told, ZoneId there) {
        return told == null ? new Occurred(at, there, Precision.EXACT) : told.in(there);
    }

    /** Facts lie in the past. */
    public Finding past(Occurred occurred) {
        return new Precondition("PAST").unless(Fact.that(!occurred.at().isAfter(at), "", "it lies in the future"));
    }

    /** Whether it is written down late. */
    public List<Flag> lateness(Occurred occurred) {
        var delay = Duration.between(occurred.at(), at);
        return delay.compareTo(rules.lateEntryAfter()) > 0
                ? List.of(new Flag("LATE_ENTRY", "recorded " + hours(delay) + " after it happened"))
                : List.of();
    }

    private static String hours(Duration delay) {
        return delay.toHours() < 48 ? delay.toHours() + " hours" : delay.toDays() + " days";
    }
}
