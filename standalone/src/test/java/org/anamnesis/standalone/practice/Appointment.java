package org.anamnesis.standalone.practice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** One appointment of a treatment, as the practice has it in mind. */
final class Appointment {

    private final UUID id;
    private final Diary diary;
    private final LocalDate due;
    private final int minutes;
    private final boolean isTelehealth;
    private Colleague colleague;
    private UUID place;
    private Instant start;
    private Went went;
    private int version;
    private boolean hasArrived;
    private boolean isOpen = true;

    /**
     * As it is booked.
     *
     * @param due the day on which it is due by the client's rhythm
     */
    Appointment(
            UUID id,
            Diary diary,
            LocalDate due,
            Instant start,
            int minutes,
            boolean isTelehealth,
            Colleague colleague,
            UUID place) {
        this.id = id;
        this.diary = diary;
        this.due = due;
        this.start = start;
        this.minutes = minutes;
        this.isTelehealth = isTelehealth;
        this.colleague = colleague;
        this.place = place;
        this.went = Went.drawn(diary.chance(), minutes);
    }

    /**
     * How it will have gone, if it is held.
     *
     * @param late minutes from the booked start to the real one
     * @param minutes how long it lasted
     */
    record Went(int late, int minutes) {

        private static final int OUTSIDE = 30;
        private static final int LIMIT = 60;

        private static Went drawn(Chance chance, int booked) {
            var late = chance.is(0.04) ? chance.between(33, 50) : chance.between(-2, 6);
            if (chance.is(0.11)) {
                return new Went(late, Math.max(LIMIT, booked) + chance.between(3, 15));
            }
            return new Went(late, chance.is(0.05) ? chance.between(20, 30) : booked - chance.between(0, 4));
        }

        boolean isOutsideWindow() {
            return late > OUTSIDE;
        }
    }

    UUID id() {
        return id;
    }

    String path() {
        return "/sessions/" + id;
    }

    Diary diary() {
        return diary;
    }

    LocalDate due() {
        return due;
    }

    Instant start() {
        return start;
    }

    int minutes() {
        return minutes;
    }

    boolean isTelehealth() {
        return isTelehealth;
    }

    Colleague colleague() {
        return colleague;
    }

    UUID place() {
        return place;
    }

    /** Whether nothing has become of it yet. */
    boolean isOpen() {
        return isOpen;
    }

    /** What is entered for one version of it no longer counts once it was changed. */
    int version() {
        return version;
    }

    Went went() {
        return went;
    }

    Instant startedAt() {
        return start.plus(Duration.ofMinutes(went.late()));
    }

    Instant endedAt() {
        return startedAt().plus(Duration.ofMinutes(went.minutes()));
    }

    void change(Instant newStart, Colleague newColleague, UUID newPlace) {
        start = newStart;
        colleague = newColleague;
        place = newPlace;
        version++;
    }

    /** Whether somebody has seen the client come. */
    boolean hasArrived() {
        return hasArrived;
    }

    void arrive() {
        hasArrived = true;
    }

    void close() {
        isOpen = false;
    }
}
