package org.anamnesis.events.rules;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRenewed;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRestricted;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRevoked;
import org.anamnesis.events.workforce.CredentialEvent.CredentialSuspended;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
import org.anamnesis.events.workforce.CredentialEvent.SuspensionLifted;
import org.anamnesis.events.workforce.CredentialId;
import org.anamnesis.events.workforce.CredentialType;
import org.anamnesis.events.workforce.ServiceType;

/**
 * A licence, certificate or registration, as its events have told of it.
 *
 * @param serviceTypes to what it entitles where nobody has restricted it
 * @param terms for how long it was issued, and renewed, in the order in which that was recorded
 * @param verifications when it was confirmed at its source, in the order in which that was recorded
 * @param standings suspensions, their ends, and a revocation, in the order in which they were recorded
 * @param restrictions in the order in which they were recorded
 * @param evidence the events, in the order in which they were recorded
 */
public record Licence(
        CredentialId credentialId,
        CredentialType type,
        Jurisdiction jurisdiction,
        List<ServiceType> serviceTypes,
        List<Term> terms,
        boolean needsSupervision,
        List<Instant> verifications,
        List<Standing> standings,
        List<Restriction> restrictions,
        List<UUID> evidence) {

    /**
     * For how long it holds.
     *
     * @param from the first day it holds
     * @param to the first day it no longer holds
     */
    public record Term(LocalDate from, LocalDate to) {

        private boolean covers(LocalDate day) {
            return !day.isBefore(from) && day.isBefore(to);
        }
    }

    /** From a moment on, which may lie before it was recorded, it entitles to nothing, or again does. */
    public record Standing(Instant from, boolean barred) {}

    /** From a moment on, which may lie before it was recorded, it entitles to some services only. */
    public record Restriction(Instant from, List<ServiceType> serviceTypes) {}

    public static Licence of(CredentialAdded event, UUID eventId) {
        return new Licence(
                event.credentialId(),
                event.type(),
                event.jurisdiction(),
                event.serviceTypes(),
                List.of(new Term(event.validFrom(), event.validTo())),
                event.needsSupervision(),
                List.of(),
                List.of(),
                List.of(),
                List.of(eventId));
    }

    /** The same after one more event. */
    public Licence after(CredentialEvent event, UUID eventId) {
        return switch (event) {
            case CredentialAdded added -> of(added, eventId);
            case CredentialVerifiedAtSource verified ->
                with(terms, and(verifications, verified.occurred().at()), standings, restrictions, eventId);
            case CredentialRenewed renewed ->
                with(and(terms, renewal(renewed)), verifications, standings, restrictions, eventId);
            case CredentialSuspended suspended -> barred(suspended.occurred().at(), true, eventId);
            case SuspensionLifted lifted -> barred(lifted.occurred().at(), false, eventId);
            case CredentialRestricted restricted ->
                with(
                        terms,
                        verifications,
                        standings,
                        and(restrictions, new Restriction(restricted.occurred().at(), restricted.serviceTypes())),
                        eventId);
            case CredentialRevoked revoked -> barred(revoked.occurred().at(), true, eventId);
        };
    }

    /** It goes on where it ended; one that came later leaves a gap. */
    private Term renewal(CredentialRenewed renewed) {
        var day = renewed.occurred().at().atZone(renewed.occurred().zone()).toLocalDate();
        return new Term(day.isAfter(validTo()) ? day : validTo(), renewed.validTo());
    }

    private Licence barred(Instant from, boolean barred, UUID eventId) {
        return with(terms, verifications, and(standings, new Standing(from, barred)), restrictions, eventId);
    }

    private Licence with(
            List<Term> termsThen,
            List<Instant> verificationsThen,
            List<Standing> standingsThen,
            List<Restriction> restrictionsThen,
            UUID eventId) {
        return new Licence(
                credentialId,
                type,
                jurisdiction,
                serviceTypes,
                termsThen,
                needsSupervision,
                verificationsThen,
                standingsThen,
                restrictionsThen,
                and(evidence, eventId));
    }

    private static <E> List<E> and(List<E> some, E more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    /** The first day it held. */
    public LocalDate validFrom() {
        return terms.getFirst().from();
    }

    /** The first day it no longer holds. */
    public LocalDate validTo() {
        return terms.getLast().to();
    }

    /** Whether it is for a service under a law. */
    boolean covers(ServiceType service, Jurisdiction law, Instant at) {
        return jurisdiction.equals(law) && entitlesTo(at).contains(service);
    }

    private List<ServiceType> entitlesTo(Instant at) {
        return restrictions.stream()
                .filter(each -> !each.from().isAfter(at))
                .reduce((earlier, later) -> later)
                .map(Restriction::serviceTypes)
                .orElse(serviceTypes);
    }

    /** Whether it holds on a day, if nobody has suspended or revoked it. */
    public boolean isValidOn(LocalDate day) {
        return terms.stream().anyMatch(term -> term.covers(day));
    }

    /** Whether it is suspended or revoked: what was recorded last of those in effect says so. */
    public boolean isBarred(Instant at) {
        return standings.stream()
                .filter(each -> !each.from().isAfter(at))
                .reduce((earlier, later) -> later)
                .map(Standing::barred)
                .orElse(false);
    }

    /** When it had last been confirmed at its source by a moment; what is confirmed later says nothing of it. */
    public Optional<Instant> verifiedBy(Instant at) {
        return verifications.stream().filter(each -> !each.isAfter(at)).max(naturalOrder());
    }

    boolean isVerified(Instant oldest, Instant at) {
        return verifiedBy(at).filter(each -> !each.isBefore(oldest)).isPresent();
    }

    /** In words, with the day on which it had last been confirmed. */
    String told(Instant at, ZoneId zone) {
        return told()
                + verifiedBy(at)
                        .map(verified -> ", verified " + verified.atZone(zone).toLocalDate())
                        .orElse("");
    }

    String told() {
        return jurisdiction + " " + type + " valid " + validFrom() + ".." + validTo();
    }
}
