package org.anamnesis.command.care.session;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.anamnesis.command.care.session.SessionRefusal.CLIENT_LOCATION_UNKNOWN;
import static org.anamnesis.command.care.session.SessionRefusal.LATE_CANCELLATION;
import static org.anamnesis.command.care.session.SessionRefusal.NOT_AUTHORISED_TO_PRACTISE;
import static org.anamnesis.command.care.session.SessionRefusal.NOT_AVAILABLE;
import static org.anamnesis.command.care.session.SessionRefusal.OVERLAP;
import static org.anamnesis.command.care.session.SessionRefusal.PRIVACY_NOTICE_MISSING;
import static org.anamnesis.command.care.session.SessionRefusal.START_IN_PAST;
import static org.anamnesis.command.care.session.SessionRefusal.START_OUTSIDE_WINDOW;
import static org.anamnesis.command.care.session.SessionRefusal.SUPERVISION_MISSING;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.ABORT_REASON;
import static org.anamnesis.events.Label.CANCELLATION_REASON;
import static org.anamnesis.events.Label.DEVIATION_REASON;
import static org.anamnesis.events.Label.RESCHEDULING_REASON;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.command.care.session.SessionCommand.AbortSession;
import org.anamnesis.command.care.session.SessionCommand.BookSession;
import org.anamnesis.command.care.session.SessionCommand.CancelSession;
import org.anamnesis.command.care.session.SessionCommand.CheckIn;
import org.anamnesis.command.care.session.SessionCommand.CompleteSession;
import org.anamnesis.command.care.session.SessionCommand.MarkNoShow;
import org.anamnesis.command.care.session.SessionCommand.QuestionSession;
import org.anamnesis.command.care.session.SessionCommand.RescheduleSession;
import org.anamnesis.command.care.session.SessionCommand.StartSession;
import org.anamnesis.command.care.session.Standing.Meeting;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.When;
import org.anamnesis.events.Deviation;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Secret;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.Attendance;
import org.anamnesis.events.care.Delivered;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionEvent.ClientArrived;
import org.anamnesis.events.care.SessionEvent.NoShowMarked;
import org.anamnesis.events.care.SessionEvent.SessionAborted;
import org.anamnesis.events.care.SessionEvent.SessionBooked;
import org.anamnesis.events.care.SessionEvent.SessionCancelled;
import org.anamnesis.events.care.SessionEvent.SessionCompleted;
import org.anamnesis.events.care.SessionEvent.SessionOverran;
import org.anamnesis.events.care.SessionEvent.SessionQuestioned;
import org.anamnesis.events.care.SessionEvent.SessionRescheduled;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.care.SessionId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.rules.Beginnings;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.Fact.Trouble;
import org.anamnesis.events.rules.Punctuality;
import org.anamnesis.events.rules.SessionLength;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A meeting of client and therapist, from the booking to its end. */
@Aggregate
class Session {

    private static final Precondition LENGTH = new Precondition("LENGTH");
    private static final Precondition DELIVERED = new Precondition("DELIVERED");
    private static final Precondition ATTENDANCE = new Precondition("ATTENDANCE");
    private static final Precondition GRACE = new Precondition("GRACE");

    static final Set<Class<? extends SessionEvent>> CHANGES_NOTHING =
            Set.of(SessionOverran.class, SessionQuestioned.class);

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
        ABORTED,
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
        var when = asked.at(ask.isBackfill() ? ask.start() : null, standing.zone());
        var verdict = ask.isBackfill()
                ? afterwards(ask.sessionId(), standing, wanted, reasons.keySet(), when, calendar, asked)
                : beforehand(ask.sessionId(), standing, wanted, reasons.keySet(), calendar, asked);
        apply(new SessionBooked(
                ask.sessionId(),
                client,
                ask.episodeId(),
                wanted,
                ask.format(),
                ask.purposes() == null ? List.of() : ask.purposes(),
                standing.limitMinutes(),
                ask.isBackfill(),
                verdict.grounds(),
                deviations(standing, wanted, reasons, ask.sessionId(), vault),
                when.occurred(),
                and(verdict.flags(), when.lateness())));
    }

    @CommandHandler
    void decide(RescheduleSession ask, Asked asked, Standing.Register register, Calendar calendar, Vault vault) {
        Verdict.by(asked.rules(), is(State.BOOKED)).orRefuse();
        var from = requireNonNull(appointment);
        var length = ask.minutes() == null ? from.slot().length() : Duration.ofMinutes(ask.minutes());
        var to = new Appointment(
                requireNonNullElse(ask.therapistId(), from.therapistId()),
                requireNonNullElse(ask.placeId(), from.placeId()),
                TimeSlot.of(ask.start(), length));
        var standing = register.of(new Meeting(requireNonNull(episodeId), to, format, null), asked);
        var departures = standing.departures(to);
        calendar.release(ask.sessionId());
        var verdict = beforehand(ask.sessionId(), standing, to, departures, calendar, asked);
        apply(new SessionRescheduled(
                ask.sessionId(),
                client(),
                from,
                to,
                standing.limitMinutes(),
                vault.seal(client(), ask.sessionId(), RESCHEDULING_REASON, ask.reason()),
                verdict.grounds(),
                departures.stream()
                        .map(code -> deviation(code, ask.reason(), client(), ask.sessionId(), vault))
                        .toList(),
                asked.at(null, standing.zone()).occurred(),
                List.of()));
    }

    @CommandHandler
    void decide(CancelSession ask, Asked asked, Calendar calendar, Vault vault) {
        var when = asked.at(ask.occurredAt(), asked.zone());
        Verdict.by(asked.rules(), is(State.BOOKED), when.past()).orRefuse();
        var start = requireNonNull(appointment).slot().start();
        var rules = asked.rulesAt(start);
        var inTime = Verdict.by(rules, LATE_CANCELLATION.unless(Punctuality.cancelled(start, when.at(), rules)));
        calendar.release(ask.sessionId());
        apply(new SessionCancelled(
                ask.sessionId(),
                client(),
                ask.by(),
                vault.seal(client(), ask.sessionId(), CANCELLATION_REASON, ask.reason()),
                Math.max(0, Duration.between(when.at(), start).toHours()),
                when.occurred(),
                and(inTime.flags(), when.lateness())));
    }

    @CommandHandler
    void decide(CheckIn ask, Asked asked) {
        var when = asked.at(ask.occurredAt(), asked.zone());
        Verdict.by(asked.rules(), is(State.BOOKED), when.past()).orRefuse();
        apply(new ClientArrived(ask.sessionId(), client(), when.occurred(), when.lateness()));
    }

    @CommandHandler
    void decide(StartSession ask, Asked asked, Standing.Register register) {
        demandClinicianUnlessBackfill(asked);
        var told = asked.at(ask.occurredAt(), asked.zone());
        Verdict.by(asked.rules(), is(State.BOOKED, State.ARRIVED), told.past()).orRefuse();
        var planned = requireNonNull(appointment);
        var really = new Appointment(
                planned.therapistId(),
                planned.placeId(),
                TimeSlot.of(told.at(), planned.slot().length()));
        var standing = register.of(new Meeting(requireNonNull(episodeId), really, format, ask.clientLocation()), asked);
        var when = asked.at(ask.occurredAt(), standing.zone());
        var found = Verdict.by(
                standing.rules(),
                NOT_AUTHORISED_TO_PRACTISE.unless(standing.credential()),
                SUPERVISION_MISSING.unless(standing.supervision()),
                PRIVACY_NOTICE_MISSING.unless(
                        Beginnings.noticeGiven(standing.client().noticeGivenAt(), when.at(), standing.zone())),
                CLIENT_LOCATION_UNKNOWN.unless(located(ask)),
                START_OUTSIDE_WINDOW.unless(Punctuality.begun(planned.slot().start(), when.at(), standing.rules())));
        apply(new SessionStarted(
                ask.sessionId(),
                client(),
                ask.clientLocation(),
                found.grounds(),
                when.occurred(),
                and(found.flags(), when.lateness())));
    }

    @CommandHandler
    void decide(CompleteSession ask, Asked asked) {
        demandClinicianUnlessBackfill(asked);
        Verdict.by(asked.rules(), is(State.IN_PROGRESS)).orRefuse();
        var start = requireNonNull(started);
        var when = asked.at(ask.actualEnd(), start.zone());
        var length = Duration.between(start.at(), when.at());
        var delivered = ask.delivered() == null ? List.<Delivered>of() : ask.delivered();
        var attendance = ask.attendance() == null ? List.of(new Attendance(client().value(), true)) : ask.attendance();
        for (int i = 0; i < attendance.size(); i++) {
            demandKnown(attendance.get(i).participant(), "attendance[" + i + "].participant");
        }
        Verdict.by(
                        asked.rules(),
                        when.past(),
                        LENGTH.unless(SessionLength.isSession(length, asked.rulesAt(start.at()))),
                        ATTENDANCE.unless(
                                Fact.that(attendance.size() == 1, "", "each participant is named once: the client")),
                        DELIVERED.unless(Fact.that(
                                sum(delivered) <= Math.max(0, minutes(length)),
                                "",
                                "more minutes are delivered than it had")))
                .orRefuse();
        apply(new SessionCompleted(
                ask.sessionId(),
                client(),
                start.at(),
                minutes(length),
                attendance,
                delivered,
                when.occurred(),
                when.lateness()));
        var beyond = minutes(length) - limitMinutes;
        if (beyond > 0) {
            apply(new SessionOverran(
                    ask.sessionId(), client(), beyond, limitMinutes, when.occurred(), when.lateness()));
        }
    }

    @CommandHandler
    void decide(AbortSession ask, Asked asked, Vault vault) {
        demandClinicianUnlessBackfill(asked);
        Verdict.by(asked.rules(), is(State.IN_PROGRESS)).orRefuse();
        var start = requireNonNull(started);
        var when = asked.at(ask.occurredAt(), start.zone());
        var length = Duration.between(start.at(), when.at());
        Verdict.by(
                        asked.rules(),
                        when.past(),
                        LENGTH.unless(SessionLength.isSession(length, asked.rulesAt(start.at()))))
                .orRefuse();
        apply(new SessionAborted(
                ask.sessionId(),
                client(),
                start.at(),
                minutes(length),
                vault.seal(client(), ask.sessionId(), ABORT_REASON, ask.reason()),
                when.occurred(),
                when.lateness()));
    }

    @CommandHandler
    void decide(MarkNoShow ask, Asked asked, Calendar calendar) {
        asked.demand(backfill ? By.RECORDS_RECEPTION_AND_CLINICIANS : By.RECEPTION_AND_CLINICIANS);
        demandKnown(ask.participant(), "participant");
        var when = asked.at(ask.occurredAt(), asked.zone());
        var start = requireNonNull(appointment).slot().start();
        Verdict.by(
                        asked.rules(),
                        is(State.BOOKED),
                        when.past(),
                        GRACE.unless(Punctuality.awaited(start, when.at(), asked.rulesAt(start))))
                .orRefuse();
        calendar.release(ask.sessionId());
        apply(new NoShowMarked(ask.sessionId(), client(), client().value(), when.occurred(), when.lateness()));
    }

    @CommandHandler
    void decide(QuestionSession ask, Asked asked) {
        Verdict.by(asked.rules(), is(State.BOOKED, State.ARRIVED, State.IN_PROGRESS, State.COMPLETED))
                .orRefuse();
        apply(new SessionQuestioned(
                ask.sessionId(),
                client(),
                requireNonNull(appointment),
                ask.cause(),
                ask.causedBy(),
                asked.at(null, asked.zone()).occurred(),
                List.of()));
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
    void evolve(SessionAborted event) {
        state = State.ABORTED;
    }

    @EventSourcingHandler
    void evolve(NoShowMarked event) {
        state = State.NO_SHOW;
    }

    /** Everything that could stand against a promise. */
    static List<Finding> judgeBeforehand(
            SessionId sessionId,
            Standing standing,
            Appointment wanted,
            Collection<String> explained,
            Calendar calendar,
            Asked asked) {
        var findings = new ArrayList<>(standing.judge(wanted, explained));
        findings.add(OVERLAP.unless(told(
                calendar.reserve(asked.clinic(), sessionId, standing.episode().clientId(), wanted), asked)));
        findings.add(
                START_IN_PAST.unless(Fact.that(wanted.slot().start().isAfter(asked.at()), "", "the start has passed")));
        return findings;
    }

    /** Who treats may not know of the client who is there instead, so when that is they are not told either. */
    private static Fact told(Fact overlap, Asked asked) {
        return By.CLINICIANS.contains(asked.role())
                ? new Fact(
                        overlap.basis(),
                        overlap.evidence(),
                        overlap.troubles().stream().map(Session::withoutTimes).toList())
                : overlap;
    }

    private static Trouble withoutTimes(Trouble taken) {
        var resource = String.valueOf(taken.more().get("resource"));
        return resource.equals("CLIENT") ? taken : new Trouble(taken.detail(), Map.of("resource", resource));
    }

    /** A promise is refused for all that stands against it; where another time would help, free ones are named. */
    private static Verdict beforehand(
            SessionId sessionId,
            Standing standing,
            Appointment wanted,
            Collection<String> explained,
            Calendar calendar,
            Asked asked) {
        var verdict =
                Verdict.by(standing.rules(), judgeBeforehand(sessionId, standing, wanted, explained, calendar, asked));
        var anotherTimeHelps = Stream.of(OVERLAP, START_IN_PAST, NOT_AVAILABLE).anyMatch(verdict::failedFor);
        return verdict.orRefuse(() -> anotherTimeHelps
                ? calendar.alternatives(sessionId, standing.shortened(wanted), standing, asked)
                : List.of());
    }

    /** What has taken place is recorded whatever stands against it, as long as it has. */
    private static Verdict afterwards(
            SessionId sessionId,
            Standing standing,
            Appointment held,
            Collection<String> explained,
            When when,
            Calendar calendar,
            Asked asked) {
        Verdict.by(asked.rules(), when.past()).orRefuse();
        return Verdict.by(
                standing.rules(),
                standing.judge(held, explained),
                OVERLAP.unless(calendar.overlaps(
                        asked.clinic(), sessionId, standing.episode().clientId(), held)));
    }

    /** What departs from what was agreed, with the reasons that were given. */
    static List<Deviation> deviations(
            Standing standing, Appointment wanted, Map<String, Secret> reasons, SessionId session, Vault vault) {
        return standing.departures(wanted).stream()
                .filter(reasons::containsKey)
                .map(code -> deviation(
                        code,
                        requireNonNull(reasons.get(code)),
                        standing.episode().clientId(),
                        session,
                        vault))
                .toList();
    }

    /** A session that a series has judged and promised. */
    static Session promised(SessionBooked booked) {
        apply(booked);
        return new Session();
    }

    private static Deviation deviation(String code, Secret reason, ClientId client, SessionId session, Vault vault) {
        return new Deviation(code, vault.seal(client, session, DEVIATION_REASON, reason));
    }

    /** Over a distance, the law of the place where the client is decides who may treat. */
    private Fact located(StartSession ask) {
        return Fact.that(
                !format.telehealth() || ask.clientLocation() != null,
                "",
                "it was not told where the client is; the law of the client's jurisdiction was assumed");
    }

    private Finding is(State... wanted) {
        return ILLEGAL_STATE.unless(Fact.that(List.of(wanted).contains(state), "", "the session is " + state));
    }

    /** A records officer tells of sessions that were entered afterwards, and of no others. */
    private void demandClinicianUnlessBackfill(Asked asked) {
        asked.demand(backfill ? By.RECORDS_AND_CLINICIANS : By.CLINICIANS);
    }

    /** Nobody's loved ones are known yet, so only the client takes part. */
    private void demandKnown(@Nullable UUID participant, String field) {
        if (participant != null && !participant.equals(client().value())) {
            throw Unknown.id(field).get();
        }
    }

    /** Minutes begun. */
    private static int minutes(Duration length) {
        return (int) length.plusMinutes(1).minusNanos(1).toMinutes();
    }

    private static int sum(List<Delivered> delivered) {
        return delivered.stream().mapToInt(Delivered::minutes).sum();
    }

    private static List<Flag> and(List<Flag> some, List<Flag> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private ClientId client() {
        return requireNonNull(clientId);
    }
}
