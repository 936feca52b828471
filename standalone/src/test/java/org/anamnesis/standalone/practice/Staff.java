package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Colleague.COUNSELLING;
import static org.anamnesis.standalone.practice.Colleague.PSYCHOTHERAPY;
import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Those who treat: how they are taken on, what they are entitled to, and when they are away. */
final class Staff {

    private static final List<String> NAMES =
            List.of("Wolf", "Fuchs", "Dachs", "Luchs", "Otter", "Marder", "Hase", "Reh");

    private final Practice practice;
    private final Credentials credentials;

    Staff(Practice practice) {
        this.practice = practice;
        this.credentials = new Credentials(practice);
    }

    /** The first four have between them whatever can befall somebody who treats; the others have some of it. */
    void hire() {
        practice.colleagues.forEach(this::register);
        practice.colleagues.forEach(one -> {
            entitle(one);
            holidays(one);
            if (one.isTrainee) {
                supervise(one);
            }
        });
    }

    private void register(Colleague one) {
        var desk = practice.desk;
        var path = "/therapists/" + one.id;
        desk.ask(
                Person.RECORDS,
                "registerTherapist",
                "/therapists",
                say(
                        the("therapistId", one.id),
                        the("name", "Dr " + NAMES.get(one.number % NAMES.size())),
                        the("email", one.account() + "@example.org"),
                        the("account", one.account())));
        desk.ask(
                Person.RECEPTION,
                "setAvailability",
                path + "/availability",
                say(
                        the("zone", Days.ZONE),
                        the(
                                "weekly",
                                one.days.stream()
                                        .map(day -> say(the("day", day), the("from", "08:00"), the("to", "19:00")))
                                        .toList())));
        for (var modality : one.modalities) {
            desk.ask(one.treating(), "declareCompetence", path + "/competences", say("modality", modality));
        }
        for (var technique : one.techniques) {
            desk.ask(
                    Person.RECORDS,
                    "declareCompetence",
                    path + "/competences",
                    say(
                            the("modality", "PSYCHODYNAMIC"),
                            the("technique", technique),
                            the("evidence", "seminar in Potsdam")));
        }
    }

    private void entitle(Colleague one) {
        var end = practice.size.end();
        var until = until(one);
        var main = one.isTrainee
                ? credentials.add(one, "TRAINEE_PERMIT", "DE-BE", List.of(PSYCHOTHERAPY), until, true)
                : credentials.add(one, "LICENCE", "DE-BE", List.of(PSYCHOTHERAPY, COUNSELLING), until, false);
        credentials.verifyEachYear(main, verified(one), one.number == 2 || one.chance.is(0.1));
        if (until.isBefore(end)) {
            credentials.renew(main, until, one.number % 4 == 1);
        }
        if (one.isTrainee || one.number % 3 == 0) {
            var second = one.isTrainee
                    ? credentials.add(one, "CERTIFICATE", "DE-BE", List.of(COUNSELLING), end.plusYears(1), false)
                    : credentials.add(one, "REGISTRATION", "DE-BB", List.of(PSYCHOTHERAPY), end.plusYears(1), false);
            credentials.verifyEachYear(second, Size.FIRST.minusDays(30), false);
        }
        befall(one, main);
    }

    /** The first day on which the main credential no longer holds; some run out while the practice is watched. */
    private LocalDate until(Colleague one) {
        return switch (one.number % 4) {
            case 1 -> practice.size.after(0.4);
            case 3 -> practice.size.after(0.6);
            default -> practice.size.end().plusDays(one.chance.between(100, 900));
        };
    }

    /** When it was last verified; some day in the year before. */
    private LocalDate verified(Colleague one) {
        return switch (one.number) {
            case 0 -> practice.size.after(0.25).minusDays(Credentials.YEAR);
            case 2 -> practice.size.after(0.3).minusDays(Credentials.YEAR);
            default -> Size.FIRST.minusDays(one.chance.between(5, 320));
        };
    }

    private void befall(Colleague one, UUID main) {
        var size = practice.size;
        switch (one.number) {
            case 0 -> credentials.suspendBackDated(one, main, size.after(0.5));
            case 1 -> credentials.suspendAtOnce(one, main, size.after(0.72));
            case 2 -> credentials.restrict(one, main, size.after(0.75));
            case 3 -> credentials.revoke(one, main, size.after(0.85));
            default -> mayBefall(one, main, size.after(0.2 + 0.6 * one.chance.part()));
        }
    }

    private void mayBefall(Colleague one, UUID main, LocalDate day) {
        var lot = one.chance.between(1, 20);
        if (lot <= 6) {
            credentials.suspendBackDated(one, main, day);
        } else if (lot <= 11) {
            credentials.suspendAtOnce(one, main, day);
        } else if (lot <= 13) {
            credentials.restrict(one, main, day);
        } else if (lot == 14) {
            credentials.revoke(one, main, day);
        }
    }

    private void supervise(Colleague trainee) {
        var first = agree(trainee, practice.colleagues.getFirst());
        if (trainee.number > 3 && trainee.chance.is(0.6)) {
            return;
        }
        var day = practice.size.after(0.42 + 0.1 * trainee.chance.part());
        practice.office(day, 10, () -> {
            practice.desk.askAndSettle(
                    Person.RECORDS,
                    "endSupervision",
                    "/supervision/" + first + "/end",
                    say("occurredAt", day.minusDays(2)));
            practice.cases.note(Case.SUPERVISION_ENDED, first);
        });
        practice.office(day.plusDays(12), 10, () -> agree(trainee, practice.colleagues.get(1)));
    }

    private UUID agree(Colleague trainee, Colleague supervisor) {
        var agreement = trainee.chance.id();
        practice.desk.ask(
                Person.RECORDS,
                "agreeSupervision",
                "/therapists/" + trainee.id + "/supervision",
                say(the("supervisionId", agreement), the("supervisorId", supervisor.id)));
        practice.cases.note(Case.SUPERVISION_AGREED, agreement);
        return agreement;
    }

    /** Two weeks and one week in each half year, told long before, and a few days of illness, told the same morning. */
    private void holidays(Colleague one) {
        for (var day = Size.FIRST.plusMonths(1); day.isBefore(practice.size.end()); day = day.plusMonths(6)) {
            away(one, day.plusDays(one.chance.between(0, 60)), 7, 30);
            away(one, day.plusDays(one.chance.between(80, 150)), 14, 45);
            away(one, day.plusDays(one.chance.between(0, 150)), one.chance.between(1, 3), 0);
        }
    }

    private void away(Colleague one, LocalDate first, int days, int toldBefore) {
        var from = Days.weekday(first);
        practice.office(from.minusDays(toldBefore), 7, () -> {
            var to = from.plusDays(days);
            practice.desk.askAndSettle(
                    Person.RECEPTION,
                    "recordAbsence",
                    "/therapists/" + one.id + "/absences",
                    say(the("from", from), the("to", to), the("reason", toldBefore == 0 ? "ill" : "holiday")));
            one.willBeAway(from, to);
            new Reactions(practice).therapistAway(one, Days.at(from, 0), Days.at(to, 0));
        });
    }
}
