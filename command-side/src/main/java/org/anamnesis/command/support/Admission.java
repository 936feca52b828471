package org.anamnesis.command.support;

import static java.util.stream.Collectors.toSet;

import java.util.Set;
import org.anamnesis.events.Protection;
import org.anamnesis.events.access.Access;
import org.anamnesis.events.access.Access.Denied;
import org.anamnesis.events.access.Access.Permitted;
import org.anamnesis.events.access.Access.Question;
import org.anamnesis.events.access.PurposeOfUse;
import org.anamnesis.events.access.Relation;
import org.anamnesis.events.access.Relations;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets a command in, or says why not. Nobody learns from the answer whether a client who is not theirs exists. */
@Component
final class Admission {

    private final Relations relations;

    Admission(@Qualifier("commands") JdbcClient sql) {
        this.relations = new Relations(sql);
    }

    /** In which role and for what purpose somebody may ask this. */
    Permitted admit(Actor actor, @Nullable PurposeOfUse purpose, Command command) {
        var regarding = command.regarding();
        var atFirstSight = Access.decide(question(actor, purpose, command, Set.of(), Set.of()));
        var decision = regarding != null && atFirstSight instanceof Denied denied && isOpen(denied)
                ? decide(actor, purpose, command, regarding)
                : atFirstSight;
        return switch (decision) {
            case Permitted permitted -> permitted;
            case Denied denied -> throw refusal(denied, actor, command);
        };
    }

    private static boolean isOpen(Denied denied) {
        return switch (denied.reason()) {
            case NOT_YOURS, CONSENT -> true;
            case ROLE, PURPOSE, PROTECTED, NOT_LIVE -> false;
        };
    }

    private Access.Decision decide(Actor actor, @Nullable PurposeOfUse purpose, Command command, Regarding regarding) {
        var clinic = actor.clinic();
        var client = relations.clientOf(clinic, regarding.id().value());
        var found = relations.towards(clinic, client.orElse(regarding.id().value()), actor.id());
        return Access.decide(found.map(each -> question(
                        actor,
                        purpose,
                        command,
                        each.relations().stream()
                                .filter(relation -> command.isAdmission() || relation != Relation.ADMITTING)
                                .collect(toSet()),
                        each.consents()))
                .orElseGet(() -> question(actor, purpose, command, Set.of(), Set.of())));
    }

    private static Question question(
            Actor actor,
            @Nullable PurposeOfUse purpose,
            Command command,
            Set<Relation> relations,
            Set<ConsentType> consents) {
        return new Question(
                actor.roles(),
                command.permitted(),
                command.regarding() != null,
                relations,
                consents,
                purpose,
                Protection.NORMAL,
                false,
                false,
                false,
                null);
    }

    private static RuntimeException refusal(Denied denied, Actor actor, Command command) {
        return switch (denied.reason()) {
            case NOT_YOURS -> {
                var regarding = command.regarding();
                yield Unknown.id(regarding == null ? Regarding.PATH : regarding.field())
                        .get();
            }
            case ROLE -> {
                actor.as(command.permitted());
                yield new IllegalStateException("a role that is permitted is not denied");
            }
            case PURPOSE -> new Problem(ProblemType.FORBIDDEN, "Your role does not act for this purpose of use.");
            case CONSENT -> new Problem(ProblemType.FORBIDDEN, "The client's consent to treatment does not hold.");
            case PROTECTED, NOT_LIVE -> new Problem(ProblemType.FORBIDDEN, "Your role does not see this.");
        };
    }
}
