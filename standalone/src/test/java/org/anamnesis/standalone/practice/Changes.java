package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** How appointments are given to others, moved and given back: always alone, for somebody else may want the hour. */
final class Changes {

    private final Practice practice;
    private final Treatment treatment;
    private final Meetings meetings;

    Changes(Practice practice, Treatment treatment, Meetings meetings) {
        this.practice = practice;
        this.treatment = treatment;
        this.meetings = meetings;
    }

    /** Gives an appointment to a colleague. */
    void cover(Appointment booked, String reason) {
        var cover = practice.cover(treatment, Days.day(booked.start()));
        if (reschedule(booked, booked.start(), cover, booked.place(), reason)) {
            practice.cases.note(Case.COVERED, booked.id());
        }
    }

    /** Takes an appointment to another room. */
    void elsewhere(Appointment booked, String reason) {
        if (reschedule(
                booked,
                booked.start(),
                booked.colleague(),
                practice.another(booked.place(), treatment.client().chance()),
                reason)) {
            practice.cases.note(Case.OTHER_PLACE, booked.id());
        }
    }

    /** Moves an appointment by some hours, or to the first time that is named instead. */
    void move(Appointment booked, long hours, String reason) {
        var wanted = booked.start().plus(Duration.ofHours(hours));
        if (reschedule(booked, wanted, booked.colleague(), booked.place(), reason)) {
            practice.cases.note(Case.MOVED, booked.id());
        }
    }

    private boolean reschedule(Appointment booked, Instant start, Colleague colleague, UUID place, String reason) {
        var answer = askToMove(booked, start, colleague, place, reason);
        if (!answer.isDone()
                && !start.equals(booked.start())
                && !answer.alternatives().isEmpty()) {
            answer = askToMove(booked, answer.alternatives().getFirst(), colleague, place, reason);
        }
        return answer.isDone();
    }

    private Answer askToMove(Appointment booked, Instant start, Colleague colleague, UUID place, String reason) {
        var answer = practice.desk.ask(
                Person.RECEPTION,
                "rescheduleSession",
                booked.path() + "/reschedule",
                say(
                        the("start", start),
                        the("therapistId", colleague == booked.colleague() ? null : colleague.id),
                        the("placeId", place.equals(booked.place()) ? null : place),
                        the("reason", reason)));
        if (answer.isDone()) {
            booked.change(start, colleague, place);
            meetings.expect(booked);
        }
        return answer;
    }

    /** Gives an appointment back. */
    void cancel(Appointment booked, String by, String reason) {
        var answer = practice.desk.ask(
                Person.RECEPTION,
                "cancelSession",
                booked.path() + "/cancel",
                say(the("by", by), the("reason", reason)));
        if (answer.isDone()) {
            booked.close();
        }
    }
}
