package org.anamnesis.standalone.practice;

import static org.anamnesis.standalone.practice.Desk.say;
import static org.anamnesis.standalone.practice.Desk.the;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Licences, certificates and permits, from the day they are put on file. */
final class Credentials {

    static final int YEAR = 365;

    private final Practice practice;

    Credentials(Practice practice) {
        this.practice = practice;
    }

    UUID add(
            Colleague one,
            String type,
            String jurisdiction,
            List<String> services,
            LocalDate validTo,
            boolean needsSupervision) {
        var id = one.chance.id();
        practice.desk.ask(
                Person.RECORDS,
                "addCredential",
                "/therapists/" + one.id + "/credentials",
                say(
                        the("credentialId", id),
                        the("type", type),
                        the("body", "Chamber of psychotherapists"),
                        the("jurisdiction", jurisdiction),
                        the("number", "PT-" + one.chance.between(1000, 9999)),
                        the("serviceTypes", services),
                        the("validFrom", Size.FIRST.minusYears(3)),
                        the("validTo", validTo),
                        the("needsSupervision", needsSupervision)));
        return id;
    }

    /** It is verified at its source each year in time, or, once forgotten, three weeks late. */
    void verifyEachYear(UUID credential, LocalDate last, boolean isForgotten) {
        tell("verifyCredential", credential, "/verify", say(the("effectiveFrom", last), the("method", "by telephone")));
        again(credential, last, isForgotten);
    }

    private void again(UUID credential, LocalDate last, boolean isForgotten) {
        var day = Days.weekday(last.plusDays(YEAR + (isForgotten ? 21 : -9)));
        practice.office(day, 10, () -> {
            tell("verifyCredential", credential, "/verify", say("method", "in the public register"));
            practice.cases.note(isForgotten ? Case.VERIFICATION_FORGOTTEN : Case.VERIFIED_EACH_YEAR, credential);
            again(credential, day, isForgotten);
        });
    }

    void renew(UUID credential, LocalDate validTo, boolean isLate) {
        practice.office(Days.weekday(validTo.plusDays(isLate ? 10 : -20)), 10, () -> {
            tell(
                    "renewCredential",
                    credential,
                    "/renew",
                    say(
                            the("validTo", validTo.plusYears(2)),
                            the("effectiveFrom", isLate ? validTo : null),
                            the("reason", isLate ? "the papers lay about" : null)));
            practice.cases.note(isLate ? Case.RENEWED_LATE : Case.RENEWED_IN_TIME, credential);
        });
    }

    /** The board suspends it some day with effect from up to two months before, and clears it weeks later. */
    void suspendBackDated(Colleague one, UUID credential, LocalDate day) {
        var from = day.minusDays(one.chance.between(35, 60));
        practice.office(day, 9, () -> {
            fall(
                    "suspendCredential",
                    credential,
                    "/suspend",
                    say(the("effectiveFrom", from), the("reason", "order of the board")));
            practice.cases.note(Case.SUSPENDED_BACK_DATED, credential);
            new Reactions(practice).therapistBarred(one, practice.now(), Days.at(day.plusDays(28), 0));
        });
        lift(credential, day.plusDays(one.chance.between(25, 35)));
    }

    void suspendAtOnce(Colleague one, UUID credential, LocalDate day) {
        practice.office(day, 12, () -> {
            fall("suspendCredential", credential, "/suspend", say("reason", "a complaint is looked into"));
            practice.cases.note(Case.SUSPENDED_AT_ONCE, credential);
            new Reactions(practice).therapistBarred(one, practice.now(), Days.at(day.plusDays(14), 0));
        });
        lift(credential, day.plusDays(14));
    }

    private void lift(UUID credential, LocalDate day) {
        practice.office(Days.weekday(day), 9, () -> {
            tell("liftSuspension", credential, "/lift-suspension", say("reason", "cleared"));
            practice.cases.note(Case.SUSPENSION_LIFTED, credential);
        });
    }

    void restrict(Colleague one, UUID credential, LocalDate day) {
        practice.office(day, 9, () -> {
            fall(
                    "restrictCredential",
                    credential,
                    "/restrict",
                    say(the("scope", List.of(Colleague.COUNSELLING)), the("reason", "order of the board")));
            practice.cases.note(Case.RESTRICTED, credential);
            one.mayNoLonger(Colleague.PSYCHOTHERAPY);
            new Reactions(practice).therapistBarred(one, practice.now(), Days.at(day.plusDays(14), 0));
        });
    }

    void revoke(Colleague one, UUID credential, LocalDate day) {
        practice.office(day, 9, () -> {
            fall(
                    "revokeCredential",
                    credential,
                    "/revoke",
                    say(the("effectiveFrom", day.minusDays(3)), the("reason", "order")));
            practice.cases.note(Case.REVOKED, credential);
            one.mayNoLonger(Colleague.PSYCHOTHERAPY);
            new Reactions(practice).therapistBarred(one, practice.now(), Days.at(day.plusDays(14), 0));
        });
    }

    private void tell(String command, UUID credential, String what, Map<String, Object> say) {
        practice.desk.ask(Person.RECORDS, command, "/credentials/" + credential + what, say);
    }

    private void fall(String command, UUID credential, String what, Map<String, Object> say) {
        practice.desk.askAndSettle(Person.RECORDS, command, "/credentials/" + credential + what, say);
    }
}
