package org.anamnesis.query.licensing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Grounded;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.rules.Entitlement;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.Licence;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.rules.RuleProfile;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.docket.Docket;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.anamnesis.query.support.report.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** whether each session was given by somebody licensed for that service, under that law, at that minute. */
@Component
class PracticeAuthority {

    static final Definition<AuthorityRow> REPORT =
            Definition.of(ReportId.PRACTICE_AUTHORITY, 1, AuthorityRow.class, Readers.OVERSIGHT, Docket.SOURCE);

    private static final List<String> AGAINST = List.of("NOT_AUTHORISED_TO_PRACTISE", "SUPERVISION_MISSING");

    private final KnownSessions sessions;

    PracticeAuthority(KnownSessions sessions) {
        this.sessions = sessions;
    }

    Stream<AuthorityRow> rows(Inquiry inquiry, Stretch stretch, @Nullable UUID therapist) {
        return cases(inquiry, stretch, therapist).map(each -> each.by(inquiry.rules()));
    }

    Stream<Case<AuthorityRow>> cases(Inquiry inquiry, Stretch stretch, @Nullable UUID therapist) {
        var registers = Registers.of(inquiry.known());
        return sessions.lots(inquiry, stretch, therapist)
                .flatMap(lot -> lot.sessions().stream()
                        .filter(SessionKnown::hasBegun)
                        .map(session -> rules -> row(session, lot.circumstances(), registers, rules)));
    }

    /** What is found by all that is known: whether somebody may, and by which rules. */
    record Judgement(@Nullable Entitlement entitlement, String jurisdiction, RuleProfile rules, Verdict verdict) {}

    static Judgement judge(SessionKnown session, Circumstances circumstances, Registers registers, RuleBook book) {
        var appointment = session.appointment();
        var start = session.start();
        var rules = book.at(start);
        var place = registers.place(session);
        var episode = circumstances.episode(session);
        var law = place.map(known -> circumstances.law(session, known));
        if (episode.isEmpty() || law.isEmpty()) {
            return new Judgement(null, "", rules, Verdict.NOT_ASSESSABLE);
        }
        var entitlement = Entitlement.judge(
                registers.heldBy(appointment.therapistId()),
                registers.supervisionOf(appointment.therapistId()),
                new Entitlement.Question(
                        episode.get().serviceType(),
                        law.get(),
                        start,
                        place.get().zone(),
                        rules));
        return new Judgement(
                entitlement,
                law.get().code(),
                rules,
                entitlement.credential().holds() && entitlement.supervision().holds()
                        ? Verdict.CONFORMS
                        : Verdict.NON_CONFORMANT);
    }

    private static AuthorityRow row(
            SessionKnown session, Circumstances circumstances, Registers registers, RuleBook book) {
        var now = judge(session, circumstances, registers, book);
        var then = then(session.decision());
        var therapist = session.appointment().therapistId();
        var difference = Difference.of(
                Stream.concat(registers.aboutTherapist(session), circumstances.aboutLaw(session)),
                session.decision().position(),
                session.start(),
                registers.zone(session));
        var entitlement = now.entitlement();
        var evidence = new ArrayList<>(session.evidence());
        if (entitlement != null) {
            evidence.addAll(entitlement.credential().evidence());
            evidence.addAll(entitlement.supervision().evidence());
        }
        var differs = then != now.verdict();
        if (differs) {
            difference.evidence().forEach(evidence::add);
        }
        return new AuthorityRow(
                session.sessionId(),
                session.appointment().slot().start(),
                session.start(),
                session.booked().clientId().value(),
                therapist.value(),
                circumstances
                        .episode(session)
                        .map(opened -> opened.serviceType())
                        .orElse(null),
                now.jurisdiction(),
                entitlement == null
                        ? "what the session was for, or where, is not known"
                        : entitlement.credential().told(),
                entitlement == null
                        ? null
                        : verifiedDaysBefore(entitlement.credential(), registers.heldBy(therapist), session.start()),
                entitlement == null || entitlement.supervision().told().isEmpty()
                        ? null
                        : entitlement.supervision().told(),
                then,
                now.verdict(),
                differs ? difference.told("judged by other rules than then") : null,
                now.rules().id(),
                evidence.stream().distinct().toList());
    }

    /** What the event says that was decided by. */
    static Verdict then(Recorded<?> decision) {
        var flags = decision.event() instanceof Clinical event ? event.flags() : List.<Flag>of();
        if (flags.stream().anyMatch(flag -> AGAINST.contains(flag.code()))) {
            return Verdict.NON_CONFORMANT;
        }
        var grounds = decision.event() instanceof Grounded event ? event.grounds() : List.<Ground>of();
        return grounds.stream().anyMatch(ground -> ground.check().equals("CREDENTIAL"))
                ? Verdict.CONFORMS
                : Verdict.NOT_ASSESSABLE;
    }

    private static @Nullable Long verifiedDaysBefore(Fact credential, Collection<Licence> held, Instant start) {
        return held.stream()
                .filter(licence -> credential.holds() && licence.evidence().equals(credential.evidence()))
                .findFirst()
                .flatMap(licence -> licence.verifiedBy(start))
                .map(verified -> Duration.between(verified, start).toDays())
                .orElse(null);
    }
}
