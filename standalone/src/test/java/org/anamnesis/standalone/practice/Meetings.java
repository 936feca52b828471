package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What becomes of the appointments of a treatment, and when it is told. */
final class Meetings {

    private final Practice practice;
    private final Treatment treatment;
    private final Chance chance;
    private final Sitting sitting;

    Meetings(Practice practice, Treatment treatment) {
        this.practice = practice;
        this.treatment = treatment;
        chance = treatment.client().chance();
        sitting = new Sitting(practice, treatment);
    }

    /** Enters what is to become of an appointment, unless it is changed before. */
    void expect(Appointment booked) {
        var fate = chance.between(1, 1000);
        if (fate <= 50) {
            enter(booked, booked.start().plus(1, ChronoUnit.HOURS), () -> miss(booked));
        } else if (fate <= 95) {
            alone(booked, before(booked), () -> giveBack(booked, "CLIENT", Case.CANCELLED_IN_TIME));
        } else if (fate <= 125) {
            var late = booked.start().minus(chance.between(1, 4), ChronoUnit.HOURS);
            alone(booked, late, () -> giveBack(booked, "CLIENT", Case.CANCELLED_LATE));
        } else if (fate <= 135) {
            alone(booked, before(booked), () -> giveBack(booked, "THERAPIST", Case.CANCELLED_BY_THERAPIST));
        } else if (fate <= 185 && booked.version() == 0) {
            alone(booked, booked.start().minus(2, ChronoUnit.DAYS), () -> change(booked));
            attend(booked, false);
        } else {
            attend(booked, fate > 985);
        }
    }

    private Instant before(Appointment booked) {
        return booked.start().minus(chance.between(2, 5), ChronoUnit.DAYS);
    }

    private void attend(Appointment booked, boolean isBrokenOff) {
        if (chance.is(0.8)) {
            enter(booked, booked.start(), () -> arrive(booked));
        }
        enter(booked, Days.fullHour(booked.endedAt()), () -> {
            if (isBrokenOff && !treatment.isFading()) {
                sitting.breakOff(booked);
            } else if (treatment.isFading() || chance.is(0.86)) {
                conclude(booked);
            } else {
                var later = chance.is(0.65)
                        ? Duration.ofHours(chance.between(12, 23))
                        : Duration.ofDays(chance.between(2, 9));
                enter(booked, practice.now().plus(later), () -> conclude(booked));
            }
        });
    }

    private void enter(Appointment booked, Instant at, Runnable what) {
        practice.agenda.beside(at, treatment.client().number(), unlessChanged(booked, what));
    }

    /** Whoever wants the hour too must not depend on who is heard first. */
    private void alone(Appointment booked, Instant at, Runnable what) {
        practice.agenda.alone(at, treatment.client().number(), unlessChanged(booked, what));
    }

    private Runnable unlessChanged(Appointment booked, Runnable what) {
        var version = booked.version();
        return () -> {
            if (booked.isOpen() && booked.version() == version && !treatment.isOver()) {
                what.run();
            }
        };
    }

    private void change(Appointment booked) {
        var changes = treatment.diary().changes();
        switch (chance.between(0, 3)) {
            case 0 -> changes.cover(booked, "on a course");
            case 1 -> changes.elsewhere(booked, "noise from the street");
            default -> changes.move(booked, chance.of(List.of(1L, 2L, 24L, 48L)), "a matter of work");
        }
    }

    private void giveBack(Appointment booked, String by, Case what) {
        treatment.diary().changes().cancel(booked, by, by.equals("CLIENT") ? "a cold" : "a funeral");
        practice.cases.note(what, booked.id());
    }

    private void arrive(Appointment booked) {
        if (treatment.isFading()) {
            return;
        }
        booked.arrive();
        practice.desk.ask(
                Person.RECEPTION,
                "checkIn",
                booked.path() + "/check-in",
                say("occurredAt", booked.start().minusSeconds(60L * chance.between(0, 9))));
    }

    private void miss(Appointment booked) {
        var marked = practice.desk.ask(
                Person.RECEPTION,
                "markNoShow",
                booked.path() + "/no-show",
                say("occurredAt", booked.start().plus(20, ChronoUnit.MINUTES)));
        if (marked.isDone()) {
            booked.close();
            practice.cases.note(Case.NO_SHOW, booked.id());
            treatment.missed();
        }
    }

    /** The time of an appointment is over, and it is told what became of it. */
    void conclude(Appointment booked) {
        if (treatment.isFading() && !booked.hasArrived()) {
            miss(booked);
        } else {
            sitting.tell(booked);
        }
    }
}
