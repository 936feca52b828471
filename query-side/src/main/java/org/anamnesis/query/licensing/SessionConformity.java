package org.anamnesis.query.licensing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Clinical;
import org.anamnesis.events.Deviating;
import org.anamnesis.events.Flag;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.rules.Conformity;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.Rule;
import org.anamnesis.events.rules.RuleBook;
import org.anamnesis.events.rules.RuleProfile;
import org.anamnesis.query.support.Departure;
import org.anamnesis.query.support.KnownPlaces.KnownPlace;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Readers;
import org.anamnesis.query.support.Stretch;
import org.anamnesis.query.support.docket.Docket;
import org.anamnesis.query.support.report.Definition;
import org.anamnesis.query.support.report.Inquiry;
import org.anamnesis.query.support.report.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** whether each session was booked beforehand, in an attested place, with consent, and no longer than it may be. */
@Component
class SessionConformity {

    static final Definition<ConformityRow> REPORT =
            Definition.of(ReportId.SESSION_CONFORMITY, 1, ConformityRow.class, Readers.OVERSIGHT, Docket.SOURCE);

    private static final List<String> NOT_RECORDED =
            List.of("hours until a note was signed: no progress notes are kept yet");
    private static final Set<String> AGAINST = Set.of("PLACE_NOT_ATTESTED", "CONSENT_MISSING", "DURATION_ABOVE_LIMIT");

    private final KnownSessions sessions;

    SessionConformity(KnownSessions sessions) {
        this.sessions = sessions;
    }

    Stream<ConformityRow> rows(Inquiry inquiry, Stretch stretch, @Nullable UUID therapist) {
        return cases(inquiry, stretch, therapist).map(each -> each.by(inquiry.rules()));
    }

    Stream<Case<ConformityRow>> cases(Inquiry inquiry, Stretch stretch, @Nullable UUID therapist) {
        var registers = Registers.of(inquiry.known());
        var months = new Months(inquiry);
        return sessions.lots(inquiry, stretch, therapist).flatMap(lot -> {
            var here = months.of(lot.sessions());
            return lot.sessions().stream()
                    .filter(SessionKnown::hasBegun)
                    .map(session -> rules -> row(
                            session,
                            judge(session, lot.circumstances(), registers, here, rules),
                            difference(session, lot.circumstances(), registers),
                            inquiry.look()));
        });
    }

    private static ConformityRow row(SessionKnown session, Judgement judgement, Difference difference, Look look) {
        var appointment = session.appointment();
        var evidence = new ArrayList<>(session.evidence());
        evidence.addAll(judgement.found().place().evidence());
        evidence.addAll(judgement.found().consent().evidence());
        var then = then(session);
        var differs = then != judgement.verdict();
        if (differs) {
            difference.evidence().forEach(evidence::add);
        }
        return new ConformityRow(
                session.sessionId(),
                appointment.slot().start(),
                session.start(),
                session.booked().clientId().value(),
                appointment.therapistId().value(),
                appointment.placeId().value(),
                Duration.between(session.booking().recordedAt(), session.start())
                        .toHours(),
                judgement.found().place().told(),
                judgement.found().consent().told(),
                appointment.slot().length().toMinutes(),
                session.lasted(),
                judgement.found().overrun(),
                Departure.of(session.promised().event(), session.sessionId(), look),
                judgement.findings(),
                NOT_RECORDED,
                then,
                judgement.verdict(),
                differs ? difference.told(otherwise(judgement)) : null,
                judgement.rules().id(),
                evidence.stream().distinct().toList());
    }

    /** What was recorded of the place and of the client's consents after it was booked. */
    private static Difference difference(SessionKnown session, Circumstances circumstances, Registers registers) {
        return Difference.of(
                Stream.concat(registers.aboutPlace(session), circumstances.aboutConsents(session)),
                session.promised().position(),
                session.appointment().slot().start(),
                registers.zone(session));
    }

    private static String otherwise(Judgement judgement) {
        return judgement.findings().isEmpty()
                ? "judged by other rules than then"
                : String.join("; ", judgement.findings());
    }

    /** What is found by all that is known. */
    record Judgement(Conformity found, List<String> findings, Verdict verdict, RuleProfile rules) {}

    static Judgement judge(
            SessionKnown session, Circumstances circumstances, Registers registers, Months months, RuleBook book) {
        var appointment = session.appointment();
        var booked = appointment.slot().start();
        var rules = book.at(booked);
        var zone = registers.zone(session);
        var found = Conformity.judge(
                new Conformity.Question(
                        booked, appointment.slot().length(), session.lasted(), session.approval(), zone),
                registers.place(session).map(KnownPlace::attestations),
                circumstances.consents(session.booked().clientId()),
                rules);
        var findings = new ArrayList<String>();
        Stream.of(found.place(), found.consent(), found.length())
                .filter(fact -> !fact.holds())
                .map(Fact::told)
                .forEach(findings::add);
        if (found.overrun() > 0) {
            findings.add("it lasted " + found.overrun() + " minutes longer than it may");
        }
        rules.find(Rule.COUNSELLING_MINUTES_PER_MONTH)
                .flatMap(least -> months.lacking(session, zone, least))
                .ifPresent(findings::add);
        return new Judgement(found, findings, verdict(!findings.isEmpty(), session), rules);
    }

    /** What the events say that were recorded when it was booked and held. */
    static Verdict then(SessionKnown session) {
        var flags = session.promised().event() instanceof Clinical event ? event.flags() : List.<Flag>of();
        return verdict(session.overran() || flags.stream().anyMatch(flag -> AGAINST.contains(flag.code())), session);
    }

    private static Verdict verdict(boolean isAgainst, SessionKnown session) {
        if (isAgainst) {
            return Verdict.NON_CONFORMANT;
        }
        if (session.booked().backfill()) {
            return Verdict.NOT_ASSESSABLE; // whether it was booked beforehand nobody can tell
        }
        return session.promised().event() instanceof Deviating event
                        && !event.deviations().isEmpty()
                ? Verdict.DEVIATION_JUSTIFIED
                : Verdict.CONFORMS;
    }
}
