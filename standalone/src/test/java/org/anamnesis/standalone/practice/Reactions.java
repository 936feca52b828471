package org.anamnesis.standalone.practice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** What the practice does about appointments that something has fallen on: about some of them, nothing. */
final class Reactions {

    private final Practice practice;

    Reactions(Practice practice) {
        this.practice = practice;
    }

    void therapistBarred(Colleague one, Instant from, Instant to) {
        for (var each : fallen(from, to, appointment -> appointment.colleague() == one)) {
            var changes = each.diary().changes();
            var chance = each.diary().chance();
            if (chance.is(0.45)) {
                changes.cover(each, "the licence is suspended");
            } else if (chance.is(0.4)) {
                changes.cancel(each, "CLINIC", "the therapist may not practise now");
            }
        }
    }

    void therapistAway(Colleague one, Instant from, Instant to) {
        for (var each : fallen(from, to, appointment -> appointment.colleague() == one)) {
            var changes = each.diary().changes();
            var chance = each.diary().chance();
            if (chance.is(0.25)) {
                changes.cover(each, "holiday");
            } else if (chance.is(0.3)) {
                changes.move(each, chance.between(1, 4) * 24L, "holiday");
            } else if (chance.is(0.85)) {
                changes.cancel(each, "THERAPIST", "away");
                practice.cases.note(Case.CANCELLED_BY_THERAPIST, each.id());
            }
        }
    }

    void placeFailed(UUID place, Instant from, Instant to) {
        for (var each : fallen(from, to, appointment -> appointment.place().equals(place))) {
            if (each.diary().chance().is(0.8)) {
                each.diary().changes().elsewhere(each, "the usual room can't be used");
            }
        }
    }

    private List<Appointment> fallen(Instant from, Instant to, Predicate<Appointment> isConcerned) {
        return practice.clients.stream()
                .flatMap(client -> client.appointments().stream())
                .filter(each -> each.isOpen()
                        && !each.start().isBefore(from)
                        && each.start().isBefore(to)
                        && each.start().isAfter(practice.now()))
                .filter(isConcerned)
                .toList();
    }
}
