package org.anamnesis.command.support;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.access.PurposeOfUse;
import org.anamnesis.events.rules.RuleProfile;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a command: who asked, in what capacity, for what, when, and which rules the clinic goes by.
 *
 * @param zone the clinic's
 * @param book which rules hold when
 */
public record Asked(Actor actor, Role role, PurposeOfUse purpose, Instant at, ZoneId zone, Book book) {

    /** Which rules hold when; looked up only when it is asked. */
    public interface Book {
        RuleProfile at(Instant at);
    }

    /** Asked by the practice itself, which works on its own. */
    public static Asked byThePractice(String name, UUID clinic, Instant at, ZoneId zone, Book book) {
        return new Asked(
                new Actor(name, null, EnumSet.of(Role.SYSTEM), clinic),
                Role.SYSTEM,
                PurposeOfUse.OPERATIONS,
                at.truncatedTo(ChronoUnit.MILLIS),
                zone,
                book);
    }

    public UUID clinic() {
        return actor.clinic();
    }

    /** The rules that hold now. */
    public RuleProfile rules() {
        return book.at(at);
    }

    /** The rules by which a session is judged that begins at a moment. */
    public RuleProfile rulesAt(Instant start) {
        return book.at(start);
    }

    /** Some commands are open to a role only in part; this is the rest of the question. */
    public void demand(Set<Role> permitted) {
        actor.as(permitted);
    }

    /** When it happened: as told, else now. */
    public When when(@Nullable Moment told) {
        return when(told, zone);
    }

    /** When something happened that has a time of day: as told, else now. */
    public When at(@Nullable Instant told, ZoneId there) {
        return when(told == null ? null : Moment.of(told), there);
    }

    /** When it happened, as people in that zone would tell it: as told, else now. */
    public When when(@Nullable Moment told, ZoneId there) {
        return new When((told == null ? Moment.of(at) : told).in(there), this);
    }
}
