package org.anamnesis.command.care.session;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.command.care.session.SessionCommand.BookSession;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.RuleBooks;
import org.anamnesis.events.access.PurposeOfUse;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.TherapistId;
import org.springframework.beans.factory.BeanFactory;

/** Books sessions as a controller does, but for HTTP and what goes with it: from the command to its commit. */
public final class Gateway {

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final Commands commands;
    private final RuleBooks rules;
    private final Installation installation;
    private final Clock clock;

    /** Into a command side that runs in this process. */
    public Gateway(BeanFactory side) {
        commands = side.getBean(Commands.class);
        rules = side.getBean(RuleBooks.class);
        installation = side.getBean(Installation.class);
        clock = side.getBean(Clock.class);
    }

    /** Books one, as reception and with a receipt under a key. It is refused by an exception. */
    public void book(String key, UUID episode, UUID therapist, UUID place, Instant start, int minutes) {
        var clinic = installation.clinic();
        var actor = new Actor(Role.RECEPTION.written(), null, Set.of(Role.RECEPTION), clinic);
        commands.atStart(
                key,
                new Asked(
                        actor,
                        Role.RECEPTION,
                        PurposeOfUse.TREATMENT,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        installation.zone(),
                        rules.of(clinic)::at),
                new BookSession(
                        new SessionId(ids.generate()),
                        new EpisodeId(episode),
                        new TherapistId(therapist),
                        new PlaceId(place),
                        start,
                        minutes,
                        SessionFormat.INDIVIDUAL,
                        null,
                        null,
                        null,
                        null));
    }
}
