package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went on in the sessions of a treatment, as it is told by whoever held them. */
final class Sitting {

    private static final List<String> ELSEWHERE = List.of("DE-BB", "DE-HH", "PL-ZP");

    private final Practice practice;
    private final Treatment treatment;
    private final Chance chance;

    Sitting(Practice practice, Treatment treatment) {
        this.practice = practice;
        this.treatment = treatment;
        chance = treatment.client().chance();
    }

    /** The session is told of that was broken off. */
    void breakOff(Appointment booked) {
        start(booked);
        practice.desk.ask(
                who(booked),
                "abortSession",
                booked.path() + "/abort",
                say(
                        the("reason", "a fire alarm"),
                        the("occurredAt", booked.startedAt().plusSeconds(60L * chance.between(5, 18)))));
        booked.close();
        practice.cases.note(Case.ABORTED, booked.id());
    }

    /** The session is told of: that it began, how long it lasted, what was done. */
    void tell(Appointment booked) {
        start(booked);
        var went = booked.went();
        var completed = practice.desk.ask(
                who(booked),
                "completeSession",
                booked.path() + "/complete",
                say(
                        the("actualEnd", booked.endedAt()),
                        the("delivered", treatment.planning().delivered(went.minutes()))));
        booked.close();
        note(booked);
        if (chance.is(0.45)) {
            express(booked);
        }
        if (chance.is(0.08)) {
            writeForThemselves(booked);
        }
        if (treatment.held() > 3 && chance.is(0.04)) {
            treatment.alone(chance.between(2, 6), 9, this::tellOfTheOtherEvening);
        }
        treatment.held(booked, completed.event());
    }

    private void start(Appointment booked) {
        practice.desk.ask(
                who(booked),
                "startSession",
                booked.path() + "/start",
                say(the("occurredAt", booked.startedAt()), the("clientLocation", location(booked))));
    }

    private @Nullable String location(Appointment booked) {
        if (!booked.isTelehealth()) {
            return chance.is(0.3) ? "DE-BE" : null;
        }
        practice.cases.note(Case.TELEHEALTH, booked.id());
        if (chance.is(0.2)) {
            practice.cases.note(Case.TELEHEALTH_FROM_ELSEWHERE, booked.id());
            return chance.of(ELSEWHERE);
        }
        return chance.is(0.9) ? "DE-BE" : null;
    }

    private void note(Appointment booked) {
        var cases = practice.cases;
        if (booked.went().isOutsideWindow()) {
            cases.note(Case.STARTED_OUTSIDE_WINDOW, booked.id());
        }
        if (booked.went().minutes() > Math.max(60, booked.minutes())) {
            cases.note(Case.OVERRAN, booked.id());
        }
        if (booked.went().minutes() <= 30) {
            cases.note(Case.SHORT, booked.id());
        }
        if (booked.minutes() > 60) {
            cases.note(Case.EXTENDED_SESSION_HELD, booked.id());
        }
        if (Duration.between(booked.endedAt(), practice.now()).toHours() > 24) {
            cases.note(Case.RECORDED_LATE, booked.id());
        }
    }

    private void express(Appointment booked) {
        var techniques = booked.colleague().techniques;
        var isOutside = chance.is(0.1);
        var expression = chance.id();
        practice.desk.ask(
                who(booked),
                "recordExpression",
                booked.path() + "/expressions",
                say(
                        the("expressionId", expression),
                        the("technique", isOutside ? "OTHER" : chance.of(techniques)),
                        the("outsideReason", isOutside ? "the client brought a guitar" : null),
                        the("feelings", treatment.feelings().told(treatment.held())),
                        the("meaning", chance.is(0.6) ? "a storm that passes" : null),
                        the("proposedBy", chance.is(0.6) ? "CLIENT" : "THERAPIST"),
                        the("purpose", chance.of(List.of("EXPRESSION", "EXPRESSION", "EXPLORATION", "SUPPORT"))),
                        the("product", chance.is(0.1) ? say(the("form", "AUDIO"), the("reference", "shelf 4")) : null),
                        the("occurredAt", booked.startedAt().plusSeconds(60L * chance.between(5, 15)))));
        if (isOutside) {
            practice.cases.note(Case.OUTSIDE_CATALOGUE, expression);
        }
    }

    private void writeForThemselves(Appointment booked) {
        var note = chance.id();
        practice.desk.ask(
                who(booked),
                "writeCounsellingNote",
                booked.path() + "/counselling-notes",
                say(
                        the("noteId", note),
                        the("text", "I was reminded of my own father"),
                        the("occurredAt", booked.endedAt())));
        practice.cases.note(Case.COUNSELLING_NOTE, note);
    }

    /** They met in the evening without an appointment; the records officer enters it days later. */
    private void tellOfTheOtherEvening() {
        var start = Days.at(practice.today().minusDays(chance.between(1, 2)), 19);
        var unplanned = new Appointment(
                chance.id(),
                treatment.diary(),
                practice.today(),
                start,
                50,
                false,
                treatment.primary(),
                treatment.slot().room().id());
        var entered = practice.desk.ask(
                Person.RECORDS,
                "bookSession",
                "/sessions",
                say(
                        the("sessionId", unplanned.id()),
                        the("episodeId", treatment.id()),
                        the("therapistId", unplanned.colleague().id),
                        the("placeId", unplanned.place()),
                        the("start", start),
                        the("minutes", 50),
                        the("format", "INDIVIDUAL"),
                        the("backfill", true)));
        if (entered.isDone()) {
            practice.desk.ask(Person.RECORDS, "startSession", unplanned.path() + "/start", say("occurredAt", start));
            practice.desk.ask(
                    Person.RECORDS,
                    "completeSession",
                    unplanned.path() + "/complete",
                    say("actualEnd", start.plus(chance.between(20, 50), ChronoUnit.MINUTES)));
            practice.cases.note(Case.ENTERED_AFTERWARDS, unplanned.id());
        }
    }

    private Person who(Appointment booked) {
        return booked.colleague() == treatment.primary()
                ? booked.colleague().treating()
                : booked.colleague().covering();
    }
}
