package org.anamnesis.events.rules;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Predicate;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.workforce.ServiceType;

/** Whether somebody may give a service: whether there is a licence for it, and whether the supervision it may need is there. */
public record Entitlement(Fact credential, Fact supervision) {

    /**
     * Which service, under which law, when, and by which rules.
     *
     * @param zone where the session is: its days count
     */
    public record Question(
            ServiceType serviceType, Jurisdiction jurisdiction, Instant at, ZoneId zone, RuleProfile rules) {}

    /**
     * Judges somebody's licences.
     *
     * @param held all that the therapist holds
     * @param agreed all by which the therapist is or was supervised; none need be told where no licence needs it
     */
    public static Entitlement judge(Collection<Licence> held, Collection<Supervision> agreed, Question question) {
        var day = question.at().atZone(question.zone()).toLocalDate();
        var oldest = question.at().minus(question.rules().get(Rule.CREDENTIAL_VERIFIED_WITHIN));
        Predicate<Licence> fitting =
                each -> each.covers(question.serviceType(), question.jurisdiction(), question.at());
        Predicate<Licence> valid = fitting.and(each -> each.isValidOn(day));
        return held.stream()
                .filter(valid.and(each -> each.isVerified(oldest, question.at()) && !each.isBarred(question.at())))
                .min(comparing(Licence::needsSupervision)
                        .thenComparing(each -> each.credentialId().toString()))
                .map(each -> entitled(each, agreed, question))
                .orElseGet(() -> {
                    var what = question.serviceType() + " in " + question.jurisdiction();
                    var why = held.stream().noneMatch(fitting)
                            ? "no credential for " + what
                            : held.stream().noneMatch(valid)
                                    ? "no credential for " + what + " is valid on " + day
                                    : held.stream().filter(valid).allMatch(each -> each.isBarred(question.at()))
                                            ? "the credential for " + what + " is suspended or revoked on " + day
                                            : "no credential for " + what + " was verified at its source in time";
                    return new Entitlement(Fact.fails(why), Fact.holds(""));
                });
    }

    private static Entitlement entitled(Licence licence, Collection<Supervision> agreed, Question question) {
        return new Entitlement(
                Fact.holds(
                        licence.told(question.at(), question.zone()),
                        licence.evidence().toArray(UUID[]::new)),
                licence.needsSupervision() ? supervised(licence, agreed, question) : Fact.holds(""));
    }

    private static Fact supervised(Licence licence, Collection<Supervision> agreed, Question question) {
        return agreed.stream()
                .filter(each -> each.covers(question.at()))
                .min(comparing(Supervision::agreedAt)
                        .thenComparing(each -> each.supervisionId().toString()))
                .map(each -> Fact.holds(
                        "agreed " + each.agreedAt().atZone(question.zone()).toLocalDate(), each.evidence()))
                .orElseGet(() -> Fact.fails(licence.told() + " needs supervision, and none is agreed"));
    }
}
