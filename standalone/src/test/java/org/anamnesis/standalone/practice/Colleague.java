package org.anamnesis.standalone.practice;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.web.Role;

/** Somebody who treats. */
final class Colleague {

    static final String PSYCHOTHERAPY = "PSYCHOTHERAPY";
    static final String COUNSELLING = "COUNSELLING";

    /** What each is trained in, the first being what is mostly done. */
    private static final List<List<String>> TRAININGS = List.of(
            List.of("COGNITIVE", "BEHAVIOURAL"),
            List.of("MOTIVATIONAL", "COGNITIVE"),
            List.of("PSYCHODYNAMIC", "MOTIVATIONAL"),
            List.of("BEHAVIOURAL", "COGNITIVE", "MOTIVATIONAL"));

    private static final List<List<String>> TECHNIQUES = List.of(
            List.of("JOURNAL", "VERBAL_SHARING", "PHOTO"),
            List.of("ART", "COLLAGE", "MUSIC", "VERBAL_SHARING"),
            List.of("EMPTY_CHAIR", "LETTER_UNSENT", "PSYCHODRAMA"),
            List.of("MOVEMENT", "SAND_TRAY", "POETRY", "SILENCE"));

    private static final List<List<DayOfWeek>> WEEKS = List.of(
            List.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY),
            List.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY),
            List.of(MONDAY, WEDNESDAY, THURSDAY, FRIDAY),
            List.of(TUESDAY, WEDNESDAY, THURSDAY));

    final int number;
    final Chance chance;
    final UUID id;
    final boolean isTrainee;
    final List<String> modalities;
    final List<String> techniques;
    final List<DayOfWeek> days;

    /** Where clients at a distance are met. */
    final UUID channel;

    private final List<Absence> absences = new ArrayList<>();
    private final Set<String> services = new HashSet<>(Set.of(PSYCHOTHERAPY, COUNSELLING));

    Colleague(long seed, int number) {
        this.number = number;
        chance = new Chance(seed, 1_000_000 + number);
        id = chance.id();
        channel = chance.id();
        isTrainee = number % 5 == 3;
        modalities = TRAININGS.get(number % TRAININGS.size());
        techniques = TECHNIQUES.get((number + number / TECHNIQUES.size()) % TECHNIQUES.size());
        days = WEEKS.get(number % WEEKS.size());
    }

    /** A time away, of which the practice knows; the last day does not belong to it. */
    private record Absence(LocalDate from, LocalDate to) {}

    void willBeAway(LocalDate from, LocalDate to) {
        absences.add(new Absence(from, to));
    }

    /** Whether the colleague is there that day, as far as is known. */
    boolean isThere(LocalDate day) {
        return days.contains(day.getDayOfWeek())
                && absences.stream().noneMatch(each -> !day.isBefore(each.from()) && day.isBefore(each.to()));
    }

    String account() {
        return "therapist-" + (number + 1);
    }

    Person treating() {
        return new Person(account(), Role.CLINICIAN);
    }

    Person covering() {
        return new Person(account(), Role.COVERING_CLINICIAN);
    }

    boolean offers(String service) {
        return services.contains(service);
    }

    void mayNoLonger(String service) {
        services.remove(service);
    }
}
