package org.anamnesis.command.care.session;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.anamnesis.command.care.session.SessionRefusal.CONSENT_MISSING;
import static org.anamnesis.command.care.session.SessionRefusal.DURATION_ABOVE_LIMIT;
import static org.anamnesis.command.care.session.SessionRefusal.NOT_AUTHORISED_TO_PRACTISE;
import static org.anamnesis.command.care.session.SessionRefusal.OVERLAP;
import static org.anamnesis.command.care.session.SessionRefusal.PLACE_NOT_ATTESTED;
import static org.anamnesis.command.care.session.SessionRefusal.PRIVACY_NOTICE_MISSING;
import static org.anamnesis.command.care.session.SessionRefusal.REASON_REQUIRED;
import static org.anamnesis.command.care.session.SessionRefusal.START_IN_PAST;
import static org.anamnesis.command.care.session.SessionRefusal.START_OUTSIDE_WINDOW;
import static org.anamnesis.command.care.session.SessionRefusal.SUPERVISION_MISSING;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.CANCELLATION_REASON;
import static org.anamnesis.events.Label.DEVIATION_REASON;
import static org.anamnesis.events.Label.RESCHEDULING_REASON;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.anamnesis.command.care.session.SessionCommand.BookSession;
import org.anamnesis.command.care.session.SessionCommand.CancelSession;
import org.anamnesis.command.care.session.SessionCommand.CheckIn;
import org.anamnesis.command.care.session.SessionCommand.CompleteSession;
import org.anamnesis.command.care.session.SessionCommand.MarkNoShow;
import org.anamnesis.command.care.session.SessionCommand.RescheduleSession;
import org.anamnesis.command.care.session.SessionCommand.StartSession;
import org.anamnesis.command.care.session.Standing.Meeting;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Fact;
import org.anamnesis.command.support.Fact.Trouble;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Episodes;
import org.anamnesis.events.Deviation;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Precision;
import org.anamnesis.events.Secret;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.Attendance;
import org.anamnesis.events.care.Delivered;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionEvent.ClientArrived;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionOverran;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.keys.Vault;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A meeting of client and therapist, from the booking to its end. */
@Aggregate
class Session {

    static final Set<Class<? extends SessionEvent>> CHANGES_NOTHING = Set.of(SessionOverran.class);

    @AggregateIdentifier
    private @Nullable SessionId id;

    private @Nullable ClientId clientId;
    private @Nullable EpisodeId episodeId;
    private @Nullable Appointment appointment;
    private SessionFormat format = SessionFormat.INDIVIDUAL;
    private boolean backfill;
    private int limitMinutes;
    private State state = State.BOOKED;
    private @Nullable Occurred started;

    private enum State {
        BOOKED,
        ARRIVED,
        IN_PROGRESS,
        COMPLETED,
        CANCELLED,
        NO_SHOW
    }

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(BookSession ask, Asked asked, Standing.Register register, Calendar calendar, Vault vault) {
        if (ask.participants() != null && !ask.participants().isEmpty()) {
            throw Unknown.id("participants[0]").get(); // nobody's loved ones are known yet
        }
        var wanted = new Appointment(
                ask.therapistId(), ask.placeId(), TimeSlot.of(ask.start(), Duration.ofMinutes(ask.minutes())));
        var standing = register.of(new Meeting(ask.episodeId(), wanted, ask.format(), null), asked);
        var client = standing.episode().clientId();
        var reasons = requireNonNullElse(ask.deviations(), Map.<String, Secret>of());
        Occurred occurred;
        Verdict verdict;
        if (ask.isBackfill()) {
            occurred = new Occurred(ask.start(), standing.zone(), Precision.EXACT);
            Verdict.by(asked.rules(), asked.past(occurred)).orRefuse();
            verdict = judge(
                    standing,
                    wanted,
                    reasons.keySet(),
                    OVERLAP.unless(calendar.overlaps(asked.clinic(), ask.sessionId(), client, wanted)),
                    asked);
        } else {
            occurred = asked.occurred(null, standing.zone());
            verdict = judge(
                    standing,
                    wanted,
                    reasons.keySet(),
                    OVERLAP.unless(calendar.reserve(asked.clinic(), ask.sessionId(), client, wanted)),
                    asked,
                    START_IN_PAST.unless(ahead(wanted, asked)));
            orRefuse(verdict, ask.sessionId(), standing, wanted, calendar, asked);
        }
        apply(new SessionBooked(
                ask.sessionId(),
                client,
                ask.episodeId(),
                wanted,
                ask.format(),
                ask.purposes() == null ? List.of() : List.copyOf(EnumSet.copyOf(ask.purposes())),
                limit(standing.episode(), asked),
                ask.isBackfill(),
                verdict.grounds(),
                departures(standing.episode(), wanted).stream()
                        .filter(reasons::containsKey)
                        .map(code -> new Deviation(
                                code,
                                vault.seal(
                                        client, ask.sessionId(), DEVIATION_REASON, requireNonNull(reasons.get(code)))))
                        .toList(),
                occurred,
                and(verdict.flags(), asked.lateness(occurred))));
    }

    @CommandHandler
    void decide(RescheduleSession ask, Asked asked, Standing.Register register, Calendar calendar, Vault vault) {
        Verdict.by(asked.rules(), is(EnumSet.of(State.BOOKED))).orRefuse();
        var from = requireNonNull(appointment);
        var length = ask.minutes() == null ? from.slot().length() : Duration.ofMinutes(ask.minutes());
        var to = new Appointment(
                requireNonNullElse(ask.therapistId(), from.therapistId()),
                requireNonNullElse(ask.placeId(), from.placeId()),
                TimeSlot.of(ask.start(), length));
        var standing = register.of(new Meeting(requireNonNull(episodeId), to, format, null), asked);
        var departures = departures(standing.episode(), to);
        calendar.release(ask.sessionId());
        var verdict = judge(
                standing,
                to,
                departures,
                OVERLAP.unless(calendar.reserve(asked.clinic(), ask.sessionId(), client(), to)),
                asked,
                START_IN_PAST.unless(ahead(to, asked)));
        orRefuse(verdict, ask.sessionId(), standing, to, calendar, asked);
        apply(new SessionRescheduled(
                ask.sessionId(),
                client(),
                from,
                to,
                limit(standing.episode(), asked),
                vault.seal(client(), ask.sessionId(), RESCHEDULING_REASON, ask.reason()),
                verdict.grounds(),
                departures.stream()
                        .map(code -> new Deviation(
                                code, vault.seal(client(), ask.sessionId(), DEVIATION_REASON, ask.reason())))
                        .toList(),
                asked.occurred(null, standing.zone()),
                List.of()));
    }

    @CommandHandler
    void decide(CancelSession ask, Asked asked, Calendar calendar, Vault vault) {
        var occurred = asked.occurred(ask.occurredAt(), asked.zone());
        Verdict.by(asked.rules(), is(EnumSet.of(State.BOOKED)), asked.past(occurred))
                .orRefuse();
        var notice = Duration.between(
                occurred.at(), requireNonNull(appointment).slot().start());
        var isLate = notice.compareTo(asked.rules().lateCancellationWithin()) < 0;
        calendar.release(ask.sessionId());
        apply(new SessionCancelled(
                ask.sessionId(),
                client(),
                ask.by(),
                vault.seal(client(), ask.sessionId(), CANCELLATION_REASON, ask.reason()),
                Math.max(0, notice.toHours()),
                occurred,
                and(
                        asked.lateness(occurred),
                        isLate
                                ? List.of(new Flag(
                                        "LATE_CANCELLATION",
                                        "less than "
                                                + asked.rules()
                                                        .lateCancellationWithin()
                                                        .toHours() + " hours before the start"))
                                : List.of())));
    }

    @CommandHandler
    void decide(CheckIn ask, Asked asked) {
        var occurred = asked.occurred(ask.occurredAt(), asked.zone());
        Verdict.by(asked.rules(), is(EnumSet.of(State.BOOKED)), asked.past(occurred))
                .orRefuse();
        apply(new ClientArrived(ask.sessionId(), client(), occurred, asked.lateness(occurred)));
    }

    @CommandHandler
    void decide(StartSession ask, Asked asked, Standing.Register register) {
        demandClinicianUnlessBackfill(asked);
        var planned = requireNonNull(appointment);
        var told = asked.occurred(ask.occurredAt(), asked.zone());
        Verdict.by(asked.rules(), is(EnumSet.of(State.BOOKED, State.ARRIVED)), asked.past(told))
                .orRefuse();
        var really = new Appointment(
                planned.therapistId(),
                planned.placeId(),
                TimeSlot.of(told.at(), planned.slot().length()));
        var standing = register.of(new Meeting(requireNonNull(episodeId), really, format, ask.clientLocation()), asked);
        var occurred = asked.occurred(ask.occurredAt(), standing.zone());
        var found = Verdict.by(
                asked.rules(),
                NOT_AUTHORISED_TO_PRACTISE.unless(standing.credential()),
                SUPERVISION_MISSING.unless(standing.supervision()),
                PRIVACY_NOTICE_MISSING.unless(noticed(standing, occurred)),
                START_OUTSIDE_WINDOW.unless(inWindow(planned, occurred, asked)));
        apply(new SessionStarted(
                ask.sessionId(),
                client(),
                ask.clientLocation(),
                found.grounds(),
                occurred,
                and(found.flags(), asked.lateness(occurred))));
    }

    @CommandHandler
    void decide(CompleteSession ask, Asked asked) {
        demandClinicianUnlessBackfill(asked);
        Verdict.by(asked.rules(), is(EnumSet.of(State.IN_PROGRESS))).orRefuse();
        var start = requireNonNull(started);
        var occurred = new Occurred(ask.actualEnd(), start.zone(), Precision.EXACT);
        var length = Duration.between(start.at(), ask.actualEnd());
        var delivered = ask.delivered() == null ? List.<Delivered>of() : ask.delivered();
        Verdict.by(
                        asked.rules(),
                        asked.past(occurred),
                        new Precondition("LENGTH")
                                .unless(Fact.that(
                                        length.isPositive()
                                                && length.compareTo(
                                                                asked.rules().sessionLongest())
                                                        <= 0,
                                        "",
                                        "a session ends after it starts, within "
                                                + asked.rules().sessionLongest().toHours() + " hours")),
                        new Precondition("DELIVERED")
                                .unless(Fact.that(
                                        delivered.stream()
                                                        .mapToLong(Delivered::minutes)
                                                        .sum()
                                                <= minutes(length),
                                        "",
                                        "more minutes are delivered than the session had")))
                .orRefuse();
        var late = asked.lateness(occurred);
        apply(new SessionCompleted(
                ask.sessionId(),
                client(),
                start.at(),
                minutes(length),
                ask.attendance() == null ? List.of(new Attendance(client().value(), true)) : ask.attendance(),
                delivered,
                occurred,
                late));
        if (minutes(length) > limitMinutes) {
            apply(new SessionOverran(
                    ask.sessionId(), client(), minutes(length) - limitMinutes, limitMinutes, occurred, late));
        }
    }

    @CommandHandler
    void decide(MarkNoShow ask, Asked asked) {
        var occurred = asked.occurred(ask.occurredAt(), asked.zone());
        var from = requireNonNull(appointment).slot().start().plus(asked.rules().noShowGrace());
        Verdict.by(
                        asked.rules(),
                        is(EnumSet.of(State.BOOKED)),
                        asked.past(occurred),
                        new Precondition("GRACE")
                                .unless(Fact.that(
                                        !occurred.at().isBefore(from),
                                        "",
                                        "one waits "
                                                + asked.rules().noShowGrace().toMinutes()
                                                + " minutes after the booked start")))
                .orRefuse();
        apply(new NoShowMarked(
                ask.sessionId(),
                client(),
                requireNonNullElse(ask.participant(), client().value()),
                occurred,
                asked.lateness(occurred)));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(SessionBooked event) {
        id = event.sessionId();
        clientId = event.clientId();
        episodeId = event.episodeId();
        appointment = event.appointment();
        format = event.format();
        backfill = event.backfill();
        limitMinutes = event.limitMinutes();
    }

    @EventSourcingHandler
    void evolve(SessionRescheduled event) {
        appointment = event.to();
        limitMinutes = event.limitMinutes();
    }

    @EventSourcingHandler
    void evolve(SessionCancelled event) {
        state = State.CANCELLED;
    }

    @EventSourcingHandler
    void evolve(ClientArrived event) {
        state = State.ARRIVED;
    }

    @EventSourcingHandler
    void evolve(SessionStarted event) {
        state = State.IN_PROGRESS;
        started = event.occurred();
    }

    @EventSourcingHandler
    void evolve(SessionCompleted event) {
        state = State.COMPLETED;
    }

    @EventSourcingHandler
    void evolve(NoShowMarked event) {
        state = State.NO_SHOW;
    }

    /** Everything that a meeting needs, asked all at once. */
    private static Verdict judge(
            Standing standing,
            Appointment wanted,
            Collection<String> reasons,
            Finding overlap,
            Asked asked,
            Finding... more) {
        var findings = new ArrayList<Finding>();
        findings.add(NOT_AUTHORISED_TO_PRACTISE.unless(standing.credential()));
        findings.add(SUPERVISION_MISSING.unless(standing.supervision()));
        findings.add(CONSENT_MISSING.unless(standing.consent()));
        findings.add(PLACE_NOT_ATTESTED.unless(standing.attestation()));
        findings.add(DURATION_ABOVE_LIMIT.unless(withinLimit(standing.episode(), wanted, asked)));
        findings.add(REASON_REQUIRED.unless(explained(departures(standing.episode(), wanted), reasons)));
        findings.add(overlap);
        findings.addAll(List.of(more));
        return Verdict.by(asked.rules(), findings.toArray(Finding[]::new));
    }

    /** Refuses; where another time would help, free ones of the length allowed are named. */
    private static void orRefuse(
            Verdict verdict,
            SessionId sessionId,
            Standing standing,
            Appointment wanted,
            Calendar calendar,
            Asked asked) {
        verdict.orRefuse(() -> {
            if (!verdict.failedFor(OVERLAP) && !verdict.failedFor(START_IN_PAST)) {
                return List.of();
            }
            var limit = Duration.ofMinutes(limit(standing.episode(), asked));
            var length = wanted.slot().length().compareTo(limit) > 0
                    ? limit
                    : wanted.slot().length();
            var shaped = new Appointment(
                    wanted.therapistId(),
                    wanted.placeId(),
                    TimeSlot.of(wanted.slot().start(), length));
            return calendar.alternatives(
                    asked.clinic(),
                    sessionId,
                    standing.episode().clientId(),
                    shaped,
                    standing.zone(),
                    asked.at(),
                    asked.rules().alternatives());
        });
    }

    /** What departs from what the episode agreed on. */
    private static Set<String> departures(Episodes.Open episode, Appointment wanted) {
        var departures = new TreeSet<String>();
        if (!wanted.placeId().equals(episode.usualPlaceId())) {
            departures.add("PLACE_DEVIATION");
        }
        if (!wanted.therapistId().equals(episode.primaryTherapistId())) {
            departures.add("THERAPIST_DEVIATION");
        }
        return departures;
    }

    private static Fact explained(Set<String> departures, Collection<String> reasons) {
        var unexplained = departures.stream()
                .filter(code -> !reasons.contains(code))
                .map(code -> new Trouble("say why under deviations." + code, Map.of("deviation", code)))
                .toList();
        return unexplained.isEmpty() ? Fact.holds("") : Fact.fails(unexplained);
    }

    private static int limit(Episodes.Open episode, Asked asked) {
        return Math.max(
                (int) asked.rules().sessionLimit().toMinutes(),
                episode.extension().map(Episodes.Approval::minutes).orElse(0));
    }

    private static Fact withinLimit(Episodes.Open episode, Appointment wanted, Asked asked) {
        var minutes = minutes(wanted.slot().length());
        var limit = limit(episode, asked);
        if (minutes > limit) {
            return Fact.fails(minutes + " minutes asked, " + limit + " allowed");
        }
        return minutes <= asked.rules().sessionLimit().toMinutes()
                ? Fact.holds(minutes + " of " + limit + " minutes")
                : Fact.holds(
                        minutes + " of " + limit + " minutes, which the plan approves",
                        episode.extension().orElseThrow().eventId());
    }

    private static Fact ahead(Appointment wanted, Asked asked) {
        return Fact.that(wanted.slot().start().isAfter(asked.at()), "", "the start has passed");
    }

    private static Fact noticed(Standing standing, Occurred occurred) {
        var given = standing.client().noticeGivenAt();
        return Fact.that(
                given != null && !given.isAfter(occurred.at()),
                given == null ? "" : "given " + given.atZone(ZoneOffset.UTC).toLocalDate(),
                "the notice of privacy practices was not given before");
    }

    private static Fact inWindow(Appointment planned, Occurred occurred, Asked asked) {
        var apart = Duration.between(planned.slot().start(), occurred.at()).abs();
        return Fact.that(
                apart.compareTo(asked.rules().startWindow()) <= 0,
                "",
                "more than " + asked.rules().startWindow().toMinutes() + " minutes from the booked start");
    }

    private Finding is(Set<State> wanted) {
        return ILLEGAL_STATE.unless(Fact.that(wanted.contains(state), "", "the session is " + state));
    }

    /** A records officer tells of sessions that were entered afterwards, and of no others. */
    private void demandClinicianUnlessBackfill(Asked asked) {
        asked.demand(backfill ? By.RECORDS_AND_CLINICIANS : By.CLINICIANS);
    }

    /** Minutes begun. */
    private static int minutes(Duration length) {
        return (int) length.plusSeconds(59).plusNanos(999_999_999).toMinutes();
    }

    private static List<Flag> and(List<Flag> some, List<Flag> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private ClientId client() {
        return requireNonNull(clientId);
    }
}
