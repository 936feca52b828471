package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The places: how they are opened, looked at, flooded, and left. */
final class House {

    private static final List<String> NAMES = List.of("Garden room", "Attic", "River room", "Library", "Corner room");
    private static final String JURISDICTION = "DE-BE";

    private final Practice practice;

    House(Practice practice) {
        this.practice = practice;
    }

    /** A room for three of four colleagues, a garden, and a channel for each of them to speak over. */
    void open() {
        var chance = new Chance(practice.size.seed(), 2_000_000);
        var count = Math.max(3, practice.size.therapists() * 3 / 4);
        for (int i = 0; i < count; i++) {
            var room = new Room(chance.id(), true);
            register(room, NAMES.get(i % NAMES.size()) + " " + (i + 1), "ROOM");
            practice.rooms.add(room);
            keep(room, i, chance);
        }
        var garden = new Room(chance.id(), false);
        register(garden, "Garden", "OUTDOOR");
        attest(garden, false, null);
        practice.rooms.add(garden);
        for (var colleague : practice.colleagues) {
            var channel = new Room(colleague.channel, false);
            register(channel, "Video of " + colleague.account(), "TELEHEALTH_CHANNEL");
            attest(channel, true, null);
        }
    }

    private void register(Room room, String name, String kind) {
        practice.desk.ask(
                Person.RECORDS,
                "registerPlace",
                "/places",
                say(
                        the("placeId", room.id()),
                        the("name", name),
                        the("kind", kind),
                        the("zone", Days.ZONE),
                        the("jurisdiction", JURISDICTION),
                        the("capacity", 3)));
    }

    private void keep(Room room, int number, Chance chance) {
        var size = practice.size;
        switch (number) {
            case 0 -> {
                hours(room);
                runOut(room, size.after(0.3), true);
            }
            case 1 -> {
                paint(room, size.after(0.33));
                runOut(room, size.after(0.55), false);
            }
            case 2 -> {
                attest(room, true, null);
                withdraw(room, size.after(0.45));
                flood(room, size.after(0.62), 5);
            }
            default -> {
                runOut(room, size.after(0.2 + 0.7 * chance.part()), chance.is(0.2));
                if (chance.is(0.3)) {
                    flood(room, size.after(chance.part()), chance.between(2, 10));
                }
            }
        }
    }

    private void hours(Room room) {
        practice.desk.ask(
                Person.RECEPTION,
                "setPlaceAvailability",
                room.path() + "/availability",
                say(
                        the("zone", Days.ZONE),
                        the(
                                "weekly",
                                Stream.of(DayOfWeek.values())
                                        .limit(5)
                                        .map(day -> say(the("day", day), the("from", "07:00"), the("to", "21:00")))
                                        .toList())));
    }

    private void attest(Room room, boolean isPrivate, @Nullable LocalDate until) {
        practice.desk.ask(
                Person.RECORDS,
                "attestPlace",
                room.path() + "/attest",
                say(
                        the("neutral", true),
                        the("safe", true),
                        the("calm", true),
                        the("private", isPrivate),
                        the("note", isPrivate ? null : "one is seen from the street"),
                        the("validUntil", until)));
    }

    /** It is attested until a day, and again before it, or two weeks after; and so on each year. */
    private void runOut(Room room, LocalDate until, boolean isForgotten) {
        attest(room, true, until);
        practice.office(until.plusDays(isForgotten ? 14 : -7), 9, () -> {
            runOut(room, until.plusYears(1), isForgotten);
            practice.cases.note(isForgotten ? Case.ATTESTATION_RAN_OUT : Case.ATTESTATION_RENEWED, room.id());
        });
    }

    private void withdraw(Room room, LocalDate day) {
        practice.office(day, 8, () -> {
            fall("withdrawAttestation", room, "/withdraw-attestation", say("reason", "mould behind the bookcase"));
            practice.cases.note(Case.ATTESTATION_WITHDRAWN, room.id());
            reactions().placeFailed(room.id(), practice.now(), Days.at(day.plusDays(9), 0));
        });
        practice.office(day.plusDays(9), 9, () -> attest(room, true, null));
    }

    private void flood(Room room, LocalDate day, int days) {
        practice.office(day, 8, () -> {
            fall("closePlace", room, "/close", say("reason", "a pipe has burst"));
            practice.cases.note(Case.PLACE_CLOSED, room.id());
            reactions().placeFailed(room.id(), practice.now(), Days.at(day.plusDays(days), 0));
        });
        practice.office(day.plusDays(days), 8, () -> {
            practice.desk.ask(
                    Person.RECORDS, "reopenPlace", room.path() + "/reopen", say("reason", "dry and painted again"));
            practice.cases.note(Case.PLACE_REOPENED, room.id());
        });
    }

    private void paint(Room room, LocalDate day) {
        practice.office(day.minusDays(5), 11, () -> {
            var from = Days.at(day, 12);
            var to = Days.at(day, 20);
            practice.desk.askAndSettle(
                    Person.RECEPTION,
                    "recordPlaceAbsence",
                    room.path() + "/absences",
                    say(the("from", from), the("to", to), the("reason", "painters")));
            reactions().placeFailed(room.id(), from, to);
        });
    }

    private void fall(String command, Room room, String what, Map<String, Object> say) {
        practice.desk.askAndSettle(Person.RECORDS, command, room.path() + what, say);
    }

    private Reactions reactions() {
        return new Reactions(practice);
    }
}
