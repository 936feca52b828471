package org.anamnesis.standalone.practice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The practice while it lives: who and what there is, the desk that speaks for them, and what is to happen when. */
final class Practice {

    final Size size;
    final Desk desk;
    final Agenda agenda;
    final Cases cases = new Cases();
    final Week week = new Week();
    final List<Colleague> colleagues = new ArrayList<>();
    final List<Room> rooms = new ArrayList<>();
    final List<Client> clients = new ArrayList<>();

    Practice(Size size, Desk desk, Agenda agenda) {
        this.size = size;
        this.desk = desk;
        this.agenda = agenda;
    }

    Instant now() {
        return agenda.now();
    }

    LocalDate today() {
        return Days.day(now());
    }

    /** Enters a matter of the practice itself. */
    void office(LocalDate day, int hour, Runnable what) {
        agenda.alone(Days.at(day, hour), Agenda.OFFICE, what);
    }

    /** A colleague who could cover a session that day; if there is none, nobody else. */
    Colleague cover(Treatment treatment, LocalDate day) {
        var others = colleagues.stream()
                .filter(each -> each != treatment.primary()
                        && !each.isTrainee
                        && each.offers(treatment.traits().service())
                        && each.isThere(day))
                .toList();
        return others.isEmpty()
                ? treatment.primary()
                : treatment.client().chance().of(others);
    }

    /** Another room, or the garden. */
    UUID another(UUID place, Chance chance) {
        return chance.of(
                rooms.stream().map(Room::id).filter(id -> !id.equals(place)).toList());
    }
}
