package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.standalone.practice.Traits.ConsentGiven;
import org.anamnesis.standalone.practice.Traits.Glass;
import org.anamnesis.standalone.practice.Traits.Notice;
import org.jspecify.annotations.Nullable;

/** Somebody who comes for treatment, and all that is about them and not about one treatment. */
final class Client {

    private static final List<String> NAMES = List.of(
            "Anna", "Ben", "Carla", "David", "Elif", "Frank", "Greta", "Hassan", "Ida", "Jonas", "Klara", "Levin");
    private static final List<String> FAMILIES =
            List.of("Berg", "Stein", "Bach", "Feld", "Wald", "Kamp", "Brook", "Thal", "Horst");
    private static final List<String> RELATIONS = List.of("PARTNER", "PARENT", "CHILD", "SIBLING", "FRIEND");
    private static final int WEEKS_OF_EXPIRING_CONSENT = 8;

    private final Practice practice;
    private final int number;
    private final Chance chance;
    private final Traits traits;
    private final UUID id;
    private final String name;
    private @Nullable UUID consent;
    private boolean hasRevoked;
    private @Nullable Treatment treatment;

    Client(Practice practice, int number, Chance chance, Traits traits) {
        this.practice = practice;
        this.number = number;
        this.chance = chance;
        this.traits = traits;
        id = chance.id();
        name = chance.of(NAMES) + " " + chance.of(FAMILIES);
    }

    UUID id() {
        return id;
    }

    int number() {
        return number;
    }

    Chance chance() {
        return chance;
    }

    List<Appointment> appointments() {
        return treatment == null ? List.of() : treatment.diary().appointments();
    }

    /** Somebody comes for the first time; if no hour is free, they are sent elsewhere. */
    void admit() {
        practice.week.take(practice, traits, chance).ifPresent(slot -> {
            practice.desk.ask(Person.RECEPTION, "registerClient", "/clients", details("clientId", name));
            if (traits.notice() == Notice.GIVEN) {
                giveNotice();
            }
            if (traits.notice() == Notice.MISSING) {
                practice.cases.note(Case.NOTICE_MISSING, id);
            }
            if (traits.consent() != ConsentGiven.FORGOTTEN) {
                sign(traits.consent());
            }
            if (chance.is(0.4)) {
                nameLovedOne();
            }
            treatment = new Treatment(practice, this, traits, slot);
            treatment.begin(true);
            lookForward();
        });
    }

    /** Somebody comes back, some weeks after a treatment has ended. */
    void comeBack() {
        var again = traits.again(practice.today());
        practice.week.take(practice, again, chance).ifPresent(slot -> {
            treatment = new Treatment(practice, this, again, slot);
            treatment.begin(false);
            practice.cases.note(Case.READMITTED, treatment.id());
        });
    }

    /** What happens to a client some day, whatever comes of the treatment. */
    private void lookForward() {
        if (chance.is(0.25)) {
            agendaIn(chance.between(10, 60), 12, this::correct);
        }
        if (traits.isHeld()) {
            agendaIn(chance.between(20, 60), 15, this::hold);
        }
        if (traits.glass() != Glass.WHOLE) {
            agendaIn(chance.between(10, 60), 2, this::breakGlass);
        }
        if (chance.is(0.2)) {
            agendaIn(chance.between(5, 20), 16, () -> signConsent("RECORDING", practice.today(), null));
        }
    }

    private void agendaIn(int days, int hour, Runnable what) {
        practice.agenda.beside(Days.at(practice.today().plusDays(days), hour), number, what);
    }

    void giveNotice() {
        practice.desk.ask(
                Person.RECEPTION,
                "givePrivacyNotice",
                "/clients/" + id + "/privacy-notices",
                say(the("version", "2023-11"), the("givenAt", practice.today())));
    }

    /** The client agrees to be treated, unless it is put off. */
    boolean signAgain() {
        var wasForgotten = consent == null;
        if (!hasRevoked && (wasForgotten || chance.is(0.6))) {
            sign(ConsentGiven.PLAINLY);
            practice.cases.note(wasForgotten ? Case.CONSENT_FORGOTTEN : Case.CONSENT_EXPIRED, id);
            return true;
        }
        return false;
    }

    private void sign(ConsentGiven how) {
        var today = practice.today();
        if (how == ConsentGiven.TOLD_LATE) {
            practice.cases.note(Case.CONSENT_TOLD_LATE, id);
        }
        consent = signConsent(
                "TREATMENT",
                how == ConsentGiven.TOLD_LATE ? today.minusDays(4) : today,
                how == ConsentGiven.EXPIRING ? today.plusWeeks(WEEKS_OF_EXPIRING_CONSENT) : null);
    }

    private UUID signConsent(String type, LocalDate signedAt, @Nullable LocalDate expires) {
        var signed = chance.id();
        practice.desk.ask(
                Person.RECEPTION,
                "signConsent",
                "/clients/" + id + "/consents",
                say(the("consentId", signed), the("type", type), the("signedAt", signedAt), the("expires", expires)));
        return signed;
    }

    /** The client takes back the consent to be treated. */
    void revoke() {
        if (consent != null) {
            hasRevoked = true;
            practice.desk.askAndSettle(Person.RECEPTION, "revokeConsent", "/consents/" + consent + "/revoke", say());
            practice.cases.note(Case.CONSENT_REVOKED, id);
        }
    }

    private void nameLovedOne() {
        var lovedOne = chance.id();
        practice.desk.ask(
                Person.RECEPTION,
                "nameLovedOne",
                "/clients/" + id + "/loved-ones",
                say(the("lovedOneId", lovedOne), the("relation", chance.of(RELATIONS)), the("name", chance.of(NAMES))));
        practice.cases.note(Case.LOVED_ONE_NAMED, lovedOne);
    }

    private void correct() {
        practice.desk.ask(
                Person.RECEPTION,
                "correctClientDetails",
                "/clients/" + id + "/correct-details",
                details(null, name + "-Roth"));
        practice.cases.note(Case.DETAILS_CORRECTED, id);
    }

    private Map<String, Object> details(@Nullable String idField, String called) {
        var details = say(
                the("name", called),
                the("birthDate", LocalDate.of(1955, 1, 1).plusDays(number * 37L)),
                the("contact", "client" + number + "@example.org"),
                the("legalStatus", "ADULT"),
                the("jurisdiction", "DE-BE"));
        if (idField != null) {
            details.put(idField, id);
        }
        return details;
    }

    private void hold() {
        practice.desk.ask(
                Person.PRIVACY,
                "placeLegalHold",
                "/clients/" + id + "/legal-hold",
                say("reason", "a dispute about fees"));
        practice.cases.note(Case.LEGAL_HOLD, id);
        agendaIn(
                35,
                15,
                () -> practice.desk.ask(
                        Person.PRIVACY,
                        "releaseLegalHold",
                        "/clients/" + id + "/release-legal-hold",
                        say("reason", "settled")));
    }

    /** Whoever is on call opens the record at night. */
    private void breakGlass() {
        var broken = chance.id();
        practice.desk.ask(
                chance.of(practice.colleagues).covering(),
                "invokeBreakGlass",
                "/clients/" + id + "/break-glass",
                say(the("breakGlassId", broken), the("reason", "called from the street, very drunk")));
        if (traits.glass() == Glass.BROKEN) {
            practice.cases.note(Case.GLASS_BROKEN_WITHOUT_REVIEW, broken);
            return;
        }
        agendaIn(chance.between(1, 2), 13, () -> {
            practice.desk.ask(
                    Person.PRIVACY,
                    "reviewBreakGlass",
                    "/break-glass/" + broken + "/review",
                    say(
                            the("verdict", chance.is(0.8) ? "JUSTIFIED" : "NOT_JUSTIFIED"),
                            the("note", "the call is on record")));
            practice.cases.note(Case.GLASS_BROKEN_AND_REVIEWED, broken);
        });
    }
}
