package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.standalone.practice.Traits.Notice;

/** One treatment of a client, from admission to its end. */
final class Treatment {

    private static final List<String> PROBLEMS = List.of(
            "alcohol", "benzodiazepines", "cannabis", "gambling", "shopping", "amphetamine", "sleeping tablets");
    private static final Map<Integer, Case> LENGTHS = Map.of(
            1, Case.LENGTH_AGREED_AFTER_FIRST,
            2, Case.LENGTH_AGREED_AFTER_SECOND,
            3, Case.LENGTH_AGREED_AFTER_THIRD);
    private static final int EVENING = 21;

    private final Practice practice;
    private final Client client;
    private final Traits traits;
    private final Week.Slot slot;
    private final Chance chance;
    private final UUID id;
    private final Diary diary;
    private final Planning planning;
    private final Feelings feelings;
    private int held;
    private int missedAtTheEnd;
    private boolean isFading;
    private boolean isToEnd;
    private boolean isOver;
    private boolean isDischarged;

    Treatment(Practice practice, Client client, Traits traits, Week.Slot slot) {
        this.practice = practice;
        this.client = client;
        this.traits = traits;
        this.slot = slot;
        chance = client.chance();
        id = chance.id();
        feelings = new Feelings(chance, slot.colleague().modalities.getFirst());
        planning = new Planning(practice, this);
        diary = new Diary(practice, this);
    }

    UUID id() {
        return id;
    }

    Client client() {
        return client;
    }

    Traits traits() {
        return traits;
    }

    Week.Slot slot() {
        return slot;
    }

    Colleague primary() {
        return slot.colleague();
    }

    Diary diary() {
        return diary;
    }

    Planning planning() {
        return planning;
    }

    Feelings feelings() {
        return feelings;
    }

    /** How many sessions were held and told of so far. */
    int held() {
        return held;
    }

    /** Whether the client has begun to stay away. */
    boolean isFading() {
        return isFading;
    }

    boolean isOver() {
        return isOver;
    }

    /** Enters what concerns this client alone. */
    void soon(int days, int hour, Runnable what) {
        practice.agenda.beside(in(days, hour), client.number(), unlessOver(what));
    }

    /** Enters what others have to do with, too. */
    void alone(int days, int hour, Runnable what) {
        practice.agenda.alone(in(days, hour), client.number(), unlessOver(what));
    }

    private Instant in(int days, int hour) {
        return Days.at(practice.today().plusDays(days), hour);
    }

    private Runnable unlessOver(Runnable what) {
        return () -> {
            if (!isOver) {
                what.run();
            }
        };
    }

    /**
     * The client is admitted.
     *
     * @param isFirst whether nobody has treated the client before
     */
    void begin(boolean isFirst) {
        var mayAdmit = isFirst && chance.is(0.5);
        var opened = practice.desk.ask(
                mayAdmit ? primary().treating() : Person.RECORDS,
                "openEpisode",
                "/clients/" + client.id() + "/episodes",
                say(
                        the("episodeId", id),
                        the("serviceType", traits.service()),
                        the("referralSource", traits.referral()),
                        the("presentingProblem", chance.of(PROBLEMS)),
                        the("primaryTherapistId", primary().id),
                        the("usualPlaceId", slot.room().id())));
        if (!opened.isDone()) {
            peterOut();
            return;
        }
        diary.begin();
        if (traits.ending() != Ending.STAYS) {
            soon(traits.longest(), EVENING, this::finish);
        }
    }

    /** A session was held, and is told of now. */
    void held(Appointment appointment, UUID event) {
        held++;
        if (traits.notice() == Notice.LATE && held == 2) {
            client.giveNotice();
            practice.cases.note(Case.NOTICE_LATE, client.id());
        }
        talkAboutLength(appointment);
        planning.after(held, event);
        if (held == traits.sessions() && traits.ending() != Ending.STAYS) {
            finish();
        }
    }

    /** The client did not come once more. */
    void missed() {
        if (isFading && ++missedAtTheEnd == 2) {
            isOver = true;
            if (traits.ending() == Ending.DROPPED_OUT) {
                inTheEvening(chance.between(14, 28), this::discharge);
            } else {
                practice.cases.note(Case.STOPPED_COMING, id);
                giveSlotBack();
            }
        }
    }

    /** Nobody manages to find an hour any more. */
    void peterOut() {
        isOver = true;
        giveSlotBack();
    }

    private void talkAboutLength(Appointment appointment) {
        var what = LENGTHS.get(traits.lengthAfter());
        if (what == null) {
            if (held == 4) {
                practice.cases.note(Case.LENGTH_NEVER_AGREED, id);
            }
        } else if (held == traits.lengthAfter()) {
            agreeLength(appointment);
            practice.cases.note(what, id);
        } else if (held == traits.lengthAfter() + 4 && chance.is(0.4)) {
            agreeLength(appointment);
            practice.cases.note(Case.LENGTH_REVISED, id);
        }
    }

    private void agreeLength(Appointment appointment) {
        var unit = chance.of(List.of("SESSIONS", "SESSIONS", "WEEKS", "UNTIL_REVIEW"));
        var about = Math.clamp(traits.sessions(), 6, 60) + chance.between(-2, 4);
        practice.desk.ask(
                primary().treating(),
                "agreeTreatmentLength",
                "/episodes/" + id + "/agree-length",
                say(
                        the("unit", unit),
                        the("value", unit.equals("UNTIL_REVIEW") ? null : about),
                        the("clientWords", chance.is(0.5) ? "until I sleep again" : null),
                        the("occurredAt", appointment.endedAt())));
    }

    private void finish() {
        if (isToEnd) {
            return;
        }
        isToEnd = true;
        if (traits.ending().isSilent()) {
            isFading = true;
        } else if (traits.ending() == Ending.OTHER) {
            inTheEvening(0, client::revoke);
            inTheEvening(1, this::discharge);
        } else {
            inTheEvening(traits.ending() == Ending.COMPLETED ? 0 : 1, this::discharge);
        }
    }

    /** Enters what gives hours back that others may want. */
    private void inTheEvening(int days, Runnable what) {
        practice.agenda.alone(in(days, EVENING), client.number(), what);
    }

    private void discharge() {
        if (traits.ending() == Ending.COMPLETED) {
            planning.complete();
        }
        if (chance.is(0.2)) {
            sayGoodbye(); // in vain, while sessions are open
        }
        isOver = true;
        diary.clear();
        if (!isDischarged) {
            sayGoodbye();
        }
        giveSlotBack();
        if (isDischarged && traits.returns()) {
            var day = Days.weekday(practice.today().plusWeeks(chance.between(4, 7)));
            practice.agenda.alone(Days.at(day, 11), client.number(), client::comeBack);
        }
    }

    private void sayGoodbye() {
        var answer = practice.desk.ask(
                chance.is(0.7) ? primary().treating() : Person.RECORDS,
                "discharge",
                "/episodes/" + id + "/discharge",
                say(
                        the("reason", traits.ending().reason),
                        the("summary", chance.is(0.7) ? "they know where to find us" : null)));
        isDischarged = answer.isDone();
        if (isDischarged && traits.ending().what != null) {
            practice.cases.note(traits.ending().what, id);
        }
    }

    private void giveSlotBack() {
        practice.agenda.alone(practice.now(), client.number(), () -> practice.week.giveBack(slot));
    }
}
