package org.anamnesis.command.care.session;

import static java.util.Objects.requireNonNullElse;
import static org.anamnesis.events.rules.Rule.SERIES_LONGEST;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.command.care.session.SessionSeriesCommand.BookSeries;
import org.anamnesis.command.care.session.Standing.Meeting;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.events.Secret;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.SeriesId;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.care.SessionSeriesEvent.Occurrence;
import org.anamnesis.events.care.SessionSeriesEvent.SeriesBooked;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.Fact.Trouble;
import org.anamnesis.events.rules.RuleProfile;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Sessions that are booked together, in a rhythm. */
@Aggregate
class SessionSeries {

    private static final Precondition LENGTH = new Precondition("SERIES_LENGTH");

    @AggregateIdentifier
    private @Nullable SeriesId id;

    // Decisions read the state, look facts up, and apply events or refuse.

    /** All sessions are judged before one is booked, so that every conflict is named. */
    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(BookSeries ask, Asked asked, Standing.Register register, Calendar calendar, Vault vault)
            throws Exception {
        var findings = new ArrayList<Finding>();
        var promises = new ArrayList<SessionBooked>();
        var starts = ask.starts();
        findings.add(LENGTH.unless(few(starts, asked.rules())));
        for (var start : starts) {
            var wanted = new Appointment(
                    ask.therapistId(), ask.placeId(), TimeSlot.of(start, Duration.ofMinutes(ask.minutes())));
            var standing = register.of(new Meeting(ask.episodeId(), wanted, ask.format(), null), asked);
            var session = session(ask.seriesId(), start);
            var reasons = requireNonNullElse(ask.deviations(), Map.<String, Secret>of());
            var judged = Session.judgeBeforehand(session, standing, wanted, reasons.keySet(), calendar, asked);
            judged.forEach(finding -> findings.add(at(start, finding)));
            promises.add(new SessionBooked(
                    session,
                    standing.episode().clientId(),
                    ask.episodeId(),
                    wanted,
                    ask.format(),
                    requireNonNullElse(ask.purposes(), List.of()),
                    standing.limitMinutes(),
                    false,
                    Verdict.by(standing.rules(), judged).grounds(),
                    Session.deviations(standing, wanted, reasons, session, vault),
                    asked.at(null, standing.zone()).occurred(),
                    List.of()));
        }
        Verdict.by(asked.rules(), findings).orRefuse();
        apply(new SeriesBooked(
                ask.seriesId(),
                promises.getFirst().clientId(),
                ask.episodeId(),
                ask.therapistId(),
                ask.placeId(),
                ask.cadence(),
                ask.minutes(),
                ask.format(),
                promises.stream()
                        .map(booked -> new Occurrence(
                                booked.sessionId(), booked.appointment().slot().start()))
                        .toList(),
                requireNonNullElse(ask.exceptions(), List.of()),
                promises.getFirst().occurred(),
                List.of()));
        for (var booked : promises) {
            createNew(Session.class, () -> Session.promised(booked));
        }
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(SeriesBooked event) {
        id = event.seriesId();
    }

    private static Fact few(List<Instant> starts, RuleProfile rules) {
        var most = rules.get(SERIES_LONGEST);
        return Fact.that(
                starts.size() <= most, "", starts.size() + " sessions asked, " + most + " are booked together at most");
    }

    /** The series' own id is random, so those of its sessions are, too. */
    private static SessionId session(SeriesId series, Instant start) {
        return new SessionId(UUID.nameUUIDFromBytes((series + " " + start).getBytes(StandardCharsets.UTF_8)));
    }

    /** A finding, with the session that it is about. */
    private static Finding at(Instant start, Finding finding) {
        var troubles = finding.fact().troubles().stream()
                .map(trouble -> {
                    var more = new HashMap<String, Object>(trouble.more());
                    more.put("start", start);
                    return new Trouble(trouble.detail(), more);
                })
                .toList();
        return troubles.isEmpty() ? finding : finding.refusal().unless(Fact.fails(troubles));
    }
}
