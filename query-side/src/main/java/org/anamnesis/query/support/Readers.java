package org.anamnesis.query.support;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.anamnesis.events.Protection;
import org.anamnesis.events.access.Access;
import org.anamnesis.events.access.Access.Denied;
import org.anamnesis.events.access.Access.Granted;
import org.anamnesis.events.access.Access.Permitted;
import org.anamnesis.events.access.Access.Question;
import org.anamnesis.events.access.Access.Reason;
import org.anamnesis.events.access.AccessGrants;
import org.anamnesis.events.access.AccessLog;
import org.anamnesis.events.access.PurposeOfUse;
import org.anamnesis.events.access.Relation;
import org.anamnesis.events.access.Relations;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.web.Trace;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Who may look at what. A client who is not the asker's does not exist for them: the same answer after the same work, and
 * on record like every look.
 */
@Component
public class Readers {

    /** Those who plan the day; they see times, places and who meets, nothing clinical. */
    public static final Set<Role> SCHEDULE = EnumSet.of(
            Role.RECEPTION,
            Role.CLINICIAN,
            Role.COVERING_CLINICIAN,
            Role.SUPERVISOR,
            Role.RECORDS_OFFICER,
            Role.PRIVACY_OFFICER,
            Role.AUDITOR);

    /** Those who treat, or answer for the record. */
    public static final Set<Role> RECORD = EnumSet.of(
            Role.CLINICIAN,
            Role.COVERING_CLINICIAN,
            Role.SUPERVISOR,
            Role.RECORDS_OFFICER,
            Role.PRIVACY_OFFICER,
            Role.AUDITOR);

    /** Those who treat. */
    public static final Set<Role> TREATING = EnumSet.of(Role.CLINICIAN, Role.COVERING_CLINICIAN, Role.SUPERVISOR);

    /** Those who see to it that nobody looks without need. */
    public static final Set<Role> PRIVACY = EnumSet.of(Role.PRIVACY_OFFICER, Role.AUDITOR);

    /** Those who look after it that the record is in order. */
    public static final Set<Role> OVERSIGHT = EnumSet.of(Role.RECORDS_OFFICER, Role.PRIVACY_OFFICER, Role.AUDITOR);

    /** Those who keep the machinery running; they see no record. */
    public static final Set<Role> OPERATION = EnumSet.of(Role.OPERATOR);

    /** What those have agreed to whom a list shows to a supervisor. */
    private static final Set<ConsentType> CONSENTING = EnumSet.of(ConsentType.TREATMENT);

    /** Where a request keeps the look that its answer is to be put on record as. */
    static final String LOOK = Look.class.getName();

    private final Installation installation;
    private final Relations relations;
    private final AccessGrants grants;
    private final AccessLog log;
    private final Vault vault;

    Readers(Installation installation, @Qualifier("questions") DataSource questions, Vault vault) {
        this.installation = installation;
        var sql = JdbcClient.create(questions);
        this.relations = new Relations(sql);
        this.grants = new AccessGrants(sql);
        this.log = new AccessLog(sql);
        this.vault = vault;
    }

    /** A look at what belongs to no client. */
    public Look demand(Set<Role> permitted) {
        return demand(Asking.now(installation, permitted), "");
    }

    /** A look at a grant of access. Whoever comes by one sees no other. */
    public Look demandGrant(Set<Role> permitted, UUID grantId, String field) {
        var asking = Asking.now(installation, permitted);
        return demand(byGrant(asking, grant -> true, grant -> grant.grantId().equals(grantId)), field);
    }

    /** A look at a report; by a grant, if that names the report, at what of it lies within its scope. */
    public Look demandReport(String reportId, Set<Role> permitted) {
        var asking = Asking.now(installation, permitted).about(reportId);
        return demand(byGrant(asking, grant -> grant.scope().names(reportId), grant -> true), "");
    }

    /** A look at a report on one client; by a grant, if its scope reaches into the client's record. */
    public Look demandReport(String reportId, Set<Role> permitted, UUID client, String field) {
        var asking = Asking.now(installation, permitted).about(reportId);
        return demand(
                byGrant(
                        asking,
                        grant -> grant.scope().names(reportId),
                        grant -> grants.reaches(asking.actor().clinic(), grant.scope(), client, installation.zone())),
                client,
                field);
    }

    private Asking byGrant(Asking asking, Predicate<AccessGrants.Found> isForIt, Predicate<AccessGrants.Found> covers) {
        var id = asking.actor().grant();
        if (id == null) {
            return asking;
        }
        var found = grants.find(asking.actor().clinic(), id);
        var granted = new Granted(
                found.filter(AccessGrants.Found::isLive).isPresent(),
                found.filter(isForIt).isPresent(),
                found.filter(covers).isPresent(),
                found.filter(AccessGrants.Found::identities).isPresent());
        return asking.by(found.orElse(null), granted);
    }

    private Look demand(Asking asking, String field) {
        return switch (Access.decide(asking.question(false, Set.of(), Set.of(), false))) {
            case Permitted yes -> look(asking, yes, null, null, null, Set.of(), Set.of());
            case Denied no -> {
                if (asking.granted() != null) {
                    log.record(asking.told(no.reason().name()), 0);
                }
                throw asking.refusal(no.reason(), field);
            }
        };
    }

    /** A look at one client's data. */
    public Look demand(Set<Role> permitted, UUID client) {
        return demand(Asking.now(installation, permitted), client, "clientId");
    }

    /** A look at something that may belong to a client's record. */
    public Look demandOf(Set<Role> permitted, UUID aggregate, String field) {
        var asking = Asking.now(installation, permitted);
        asking.demandRole();
        var client = relations.clientOf(asking.actor().clinic(), aggregate);
        return demand(asking, client.orElse(aggregate), field);
    }

    private Look demand(Asking asking, UUID client, String field) {
        asking.demandRole();
        var found = relations.towards(
                asking.actor().clinic(), client, asking.actor().id());
        var theirs = found.map(Relations.Found::relations).orElse(Set.of()).stream()
                .filter(relation -> relation != Relation.ADMITTING)
                .collect(toSet());
        var consents = found.map(Relations.Found::consents).orElse(Set.of());
        var brokenGlass = found.map(Relations.Found::brokenGlass).orElse(null);
        var decision = found.isEmpty() && asking.granted() == null
                ? new Denied(Reason.NOT_YOURS)
                : Access.decide(asking.question(true, theirs, consents, brokenGlass != null));
        return switch (decision) {
            case Permitted yes -> look(asking, yes, client, null, brokenGlass, theirs, consents);
            case Denied no -> {
                log.record(asking.told(no.reason().name()), List.of(client), 0);
                throw asking.refusal(no.reason(), field);
            }
        };
    }

    /** A look through many clients' data: all of the clinic's, or the asker's own. */
    public Look demandAmong(Set<Role> permitted) {
        var asking = Asking.now(installation, permitted);
        asking.demandRole();
        var ofAll = Access.decide(asking.question(true, Set.of(), CONSENTING, false));
        if (ofAll instanceof Permitted yes) {
            return look(asking, yes, null, null, null, Set.of(), Set.of());
        }
        var counting = Arrays.stream(Relation.values())
                .filter(relation -> relation != Relation.ADMITTING)
                .filter(relation ->
                        Access.decide(asking.question(true, Set.of(relation), CONSENTING, false)) instanceof Permitted)
                .collect(toCollection(() -> EnumSet.noneOf(Relation.class)));
        return switch (Access.decide(asking.question(true, counting, CONSENTING, false))) {
            case Permitted yes -> {
                var own = relations.clientsOf(
                        asking.actor().clinic(), asking.actor().id(), counting);
                yield look(asking, yes, null, Set.copyOf(own), null, counting, CONSENTING);
            }
            case Denied no -> throw asking.refusal(no.reason(), "");
        };
    }

    private Look look(
            Asking asking,
            Permitted permitted,
            @Nullable UUID client,
            @Nullable Set<UUID> among,
            @Nullable UUID brokenGlass,
            Set<Relation> theirs,
            Set<ConsentType> consents) {
        var look = new Look(
                asking.actor(),
                permitted,
                client,
                among,
                brokenGlass,
                underGrant(asking),
                (protection, isAuthor) -> Access.decide(asking.question(
                                client != null || among != null,
                                theirs,
                                consents,
                                brokenGlass != null,
                                protection,
                                isAuthor))
                        instanceof Permitted,
                vault,
                log,
                asking::told);
        asking.http().setAttribute(LOOK, look);
        return look;
    }

    private @Nullable UnderGrant underGrant(Asking asking) {
        var grant = asking.grant();
        return grant == null
                ? null
                : new UnderGrant(
                        grant.scope(),
                        grant.copies(),
                        new StillLive(() -> grants.isLive(asking.actor().clinic(), grant.grantId())));
    }

    /**
     * Who asks what, in which capacities, and for what.
     *
     * @param report which report, if it is one
     * @param grant of access by which it is asked, and what that says of it; none where the operation is for no grant
     */
    private record Asking(
            Actor actor,
            Set<Role> permitted,
            @Nullable PurposeOfUse purpose,
            String kind,
            HttpServletRequest http,
            @Nullable String report,
            AccessGrants.@Nullable Found grant,
            @Nullable Granted granted) {

        static Asking now(Installation installation, Set<Role> permitted) {
            var http = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
            var handler = http.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
            return new Asking(
                    Actor.current(installation),
                    permitted,
                    PurposeOfUse.of(http),
                    handler instanceof HandlerMethod method ? method.getMethod().getName() : "",
                    http,
                    null,
                    null,
                    null);
        }

        Asking about(String reportId) {
            return new Asking(actor, permitted, purpose, kind, http, reportId, grant, granted);
        }

        Asking by(AccessGrants.@Nullable Found found, Granted says) {
            return new Asking(actor, permitted, purpose, kind, http, report, found, says);
        }

        Question question(
                boolean concernsClient, Set<Relation> theirs, Set<ConsentType> consents, boolean isGlassBroken) {
            return question(concernsClient, theirs, consents, isGlassBroken, null, false);
        }

        Question question(
                boolean concernsClient,
                Set<Relation> theirs,
                Set<ConsentType> consents,
                boolean isGlassBroken,
                @Nullable Protection protection,
                boolean isAuthor) {
            return new Question(
                    actor.roles(),
                    permitted,
                    concernsClient,
                    theirs,
                    consents,
                    purpose,
                    protection,
                    isGlassBroken,
                    true,
                    isAuthor,
                    granted);
        }

        void demandRole() {
            actor.as(permitted);
        }

        RuntimeException refusal(Reason reason, String field) {
            demandRole();
            return reason == Reason.NOT_YOURS && !field.isEmpty()
                    ? Problem.unknown(field)
                    : new Problem(
                            ProblemType.FORBIDDEN,
                            switch (reason) {
                                case PURPOSE -> "Your role does not ask for this purpose of use.";
                                case CONSENT -> "The client's consent to treatment does not hold.";
                                case NOT_LIVE -> "The grant of access has not begun, is over or was ended.";
                                case ROLE, NOT_YOURS, PROTECTED ->
                                    granted == null
                                            ? "Your role does not see this."
                                            : "The grant of access does not open this.";
                            });
        }

        AccessLog.Look told(Permitted permitted, @Nullable UUID brokenGlass) {
            return new AccessLog.Look(
                    actor,
                    permitted.as().written(),
                    kind,
                    permitted.purpose(),
                    "PERMITTED",
                    brokenGlass,
                    report,
                    Trace.id());
        }

        AccessLog.Look told(String outcome) {
            return new AccessLog.Look(actor, null, kind, purpose, outcome, null, report, Trace.id());
        }
    }
}
