package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The appointments of a treatment, and how they are booked: in a rhythm, with exceptions. */
final class Diary {

    private static final int IN_SERIES = 6;
    private static final int LONG = 90;
    private static final int ENOUGH = 8;

    private final Practice practice;
    private final Treatment treatment;
    private final Chance chance;
    private final Meetings meetings;
    private final Changes changes;
    private final List<Appointment> appointments = new ArrayList<>();
    private final int minutes;
    private int longOnes;
    private int inVain;

    Diary(Practice practice, Treatment treatment) {
        this.practice = practice;
        this.treatment = treatment;
        chance = treatment.client().chance();
        meetings = new Meetings(practice, treatment);
        changes = new Changes(practice, treatment, meetings);
        minutes = chance.is(0.6) ? 50 : 60;
    }

    Chance chance() {
        return chance;
    }

    List<Appointment> appointments() {
        return appointments;
    }

    Changes changes() {
        return changes;
    }

    /** The first appointment is some days after the admission. */
    void begin() {
        arrange(practice.today().plusDays(2).with(TemporalAdjusters.nextOrSame(slot().day())));
    }

    /** The plan has approved of longer sessions: the next ones are. */
    void lengthen(int count) {
        longOnes = count;
    }

    /** What is booked for a day, or from a day on. */
    private void arrange(LocalDate due) {
        if (treatment.isOver()) {
            return;
        }
        if (longOnes > 0) {
            alone(() -> bookLong(due));
        } else if (treatment.traits().isInSeries()) {
            bookSeries(due);
        } else {
            bookOne(due);
        }
    }

    private LocalDate next(LocalDate due) {
        return due.plusWeeks(treatment.traits().everyWeeks());
    }

    private void bookOne(LocalDate due) {
        if (!primary().isThere(due) && chance.is(0.7)) {
            waitAWeek(due);
            return;
        }
        var isLong = treatment.traits().isExtended() && chance.is(0.3);
        var which = chance.between(1, 100);
        if (isLong) {
            alone(() -> settle(due, book(appointment(due, LONG, false, primary(), place()), null)));
        } else if (which <= 4) {
            alone(() -> settle(due, bookCover(due, false)));
        } else if (which <= 8) {
            alone(() -> settle(due, bookElsewhere(due)));
        } else if (which <= 12 && !treatment.traits().isDistant()) {
            settle(due, book(appointment(due, minutes, true, primary(), primary().channel), "snow on the roads"));
        } else {
            settle(due, book(regular(due), null));
        }
    }

    private void bookLong(LocalDate due) {
        longOnes--;
        settle(due, book(appointment(due, LONG, false, primary(), place()), null));
    }

    /** If it was refused, another way is looked for; if there is none, there is no session that week. */
    private void settle(LocalDate due, Answer answer) {
        if (answer.isDone()) {
            inVain = 0;
            return;
        }
        alone(() -> {
            var second = bookOtherwise(due, answer);
            if (!second.isDone()) {
                if (++inVain == ENOUGH) {
                    treatment.peterOut();
                }
                waitAWeek(due);
            }
        });
    }

    private Answer bookOtherwise(LocalDate due, Answer refusal) {
        if (refusal.isRefusedFor("CONSENT_MISSING")) {
            return treatment.client().signAgain() ? book(regular(due), null) : refusal;
        }
        if (refusal.isRefusedFor("DURATION_ABOVE_LIMIT")) {
            return book(regular(due), null);
        }
        return refusal.isAboutPlace() ? bookElsewhere(due) : bookCover(due, true);
    }

    private void waitAWeek(LocalDate due) {
        practice.agenda.beside(Days.at(due, 12), number(), () -> arrange(next(due)));
    }

    private Answer bookCover(LocalDate due, boolean isReasonKnown) {
        var wanted = appointment(due, minutes, false, practice.cover(treatment, due), place());
        if (!isReasonKnown && chance.is(0.3)) {
            book(wanted, null); // nobody thought of saying why
        }
        var answer = book(wanted, "covered by a colleague");
        if (answer.isDone()) {
            practice.cases.note(Case.COVERED, wanted.id());
        }
        return answer;
    }

    private Answer bookElsewhere(LocalDate due) {
        var wanted = appointment(due, minutes, false, primary(), practice.another(place(), chance));
        var answer = book(wanted, "the usual room is not to be had");
        if (answer.isDone()) {
            practice.cases.note(Case.OTHER_PLACE, wanted.id());
        }
        return answer;
    }

    private Answer book(Appointment wanted, @Nullable String reason) {
        var deviations =
                reason == null ? null : say(the("PLACE_DEVIATION", reason), the("THERAPIST_DEVIATION", reason));
        var answer = practice.desk.ask(
                chance.is(0.6) ? Person.RECEPTION : primary().treating(),
                "bookSession",
                "/sessions",
                request(wanted, deviations));
        if (answer.isDone()) {
            appointments.add(wanted);
            meetings.expect(wanted);
            practice.agenda.beside(Days.fullHour(wanted.endedAt()), number(), () -> arrange(next(wanted.due())));
        }
        return answer;
    }

    private Map<String, Object> request(Appointment wanted, @Nullable Map<String, Object> deviations) {
        return say(
                the("sessionId", wanted.id()),
                the("episodeId", treatment.id()),
                the("therapistId", wanted.colleague().id),
                the("placeId", wanted.place()),
                the("start", wanted.start()),
                the("minutes", wanted.minutes()),
                the("format", format(wanted.isTelehealth())),
                the("purposes", chance.is(0.5) ? List.of("EXPLORATION", "SUPPORT") : null),
                the("deviations", deviations));
    }

    private static String format(boolean isTelehealth) {
        return isTelehealth ? "TELEHEALTH_INDIVIDUAL" : "INDIVIDUAL";
    }

    private void bookSeries(LocalDate due) {
        var series = chance.id();
        var isTelehealth = treatment.traits().isDistant();
        var answer = practice.desk.ask(
                Person.RECEPTION,
                "bookSeries",
                "/session-series",
                say(
                        the("seriesId", series),
                        the("episodeId", treatment.id()),
                        the("therapistId", primary().id),
                        the("placeId", place()),
                        the("cadence", cadence()),
                        the("from", due),
                        the("count", IN_SERIES),
                        the("exceptions", exceptions(due)),
                        the("minutes", minutes),
                        the("format", format(isTelehealth))));
        if (!answer.isDone()) {
            bookOne(due);
            return;
        }
        practice.cases.note(Case.SERIES_BOOKED, series);
        var last = due;
        for (var session : practice.desk
                .look(Person.RECEPTION, "/session-series/" + series)
                .path("sessions")) {
            var start = Instant.parse(session.path("start").asString());
            last = Days.day(start);
            var booked = new Appointment(
                    UUID.fromString(session.path("sessionId").asString()),
                    this,
                    last,
                    start,
                    minutes,
                    isTelehealth,
                    primary(),
                    place());
            appointments.add(booked);
            meetings.expect(booked);
        }
        var after = next(last);
        practice.agenda.beside(Days.at(last, 20), number(), () -> arrange(after));
    }

    /** The days of the rhythm on which the therapist will be away. */
    private List<LocalDate> exceptions(LocalDate due) {
        return Stream.iterate(due, this::next)
                .limit(2L * IN_SERIES)
                .filter(day -> !primary().isThere(day))
                .toList();
    }

    /** The rhythm in which they meet. */
    Map<String, Object> cadence() {
        return say(
                the("every", treatment.traits().everyWeeks()),
                the("unit", "WEEKS"),
                the("weekday", slot().day()),
                the("time", "%02d:00".formatted(slot().hour())),
                the("zone", Days.ZONE));
    }

    /** Nothing is left open: what was held is told of, what is to come is given back. */
    void clear() {
        for (var each : List.copyOf(appointments)) {
            if (each.isOpen()) {
                if (each.endedAt().isBefore(practice.now())) {
                    meetings.conclude(each);
                } else {
                    changes.cancel(each, "CLINIC", "the treatment has ended");
                }
            }
        }
    }

    private Appointment regular(LocalDate due) {
        return appointment(due, minutes, treatment.traits().isDistant(), primary(), place());
    }

    private Appointment appointment(LocalDate due, int length, boolean isTelehealth, Colleague with, UUID where) {
        return new Appointment(chance.id(), this, due, Days.at(due, slot().hour()), length, isTelehealth, with, where);
    }

    private void alone(Runnable what) {
        practice.agenda.alone(practice.now(), number(), what);
    }

    private Week.Slot slot() {
        return treatment.slot();
    }

    private Colleague primary() {
        return treatment.primary();
    }

    private UUID place() {
        return slot().room().id();
    }

    private int number() {
        return treatment.client().number();
    }
}
