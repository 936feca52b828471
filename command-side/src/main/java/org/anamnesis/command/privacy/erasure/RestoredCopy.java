package org.anamnesis.command.privacy.erasure;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import org.anamnesis.command.privacy.erasure.ErasureCommand.RepeatErasure;
import org.anamnesis.command.privacy.erasure.PostgresSubjects.Forgotten;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.RuleBooks;
import org.anamnesis.events.access.PurposeOfUse;
import org.anamnesis.events.privacy.ErasureId;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Role;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Records once more, before the server is ready, whom a restored copy of the history does not know to be erased. Their
 * keys were destroyed before anything was served.
 */
@Component
final class RestoredCopy implements ApplicationRunner {

    private final PostgresSubjects subjects;
    private final Commands commands;
    private final Installation installation;
    private final RuleBooks rules;
    private final Clock clock;

    RestoredCopy(
            PostgresSubjects subjects, Commands commands, Installation installation, RuleBooks rules, Clock clock) {
        this.subjects = subjects;
        this.commands = commands;
        this.installation = installation;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        subjects.unknownToHistory().forEach(this::repeat);
    }

    private void repeat(Forgotten forgotten) {
        var asked = new Asked(
                new Actor("restored-copy", null, EnumSet.of(Role.SYSTEM), forgotten.clinic()),
                Role.SYSTEM,
                PurposeOfUse.OPERATIONS,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                installation.zone(),
                rules.of(forgotten.clinic())::at);
        var erasure = new ErasureId(Generators.timeBasedEpochGenerator().generate());
        commands.atStart("erased:" + forgotten.subjectId(), asked, new RepeatErasure(erasure, forgotten.subjectId()));
    }
}
