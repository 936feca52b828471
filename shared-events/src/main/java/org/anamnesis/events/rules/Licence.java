package org.anamnesis.events.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/**
 * A licence, certificate or registration, as its events have told of it.
 *
 * @param serviceTypes to what it entitles where nobody has restricted it
 * @param validFrom the first day it holds
 * @param validTo the first day it no longer holds
 * @param verifiedAt when it was last confirmed at its source; none while it never was
 * @param standings suspensions, their ends, and a revocation, in the order in which they were recorded
 * @param restrictions in the order in which they were recorded
 * @param evidence the events, in the order in which they were recorded
 */
public record Licence(
        CredentialId credentialId,
        CredentialType type,
        Jurisdiction jurisdiction,
        List<ServiceType> serviceTypes,
        LocalDate validFrom,
        LocalDate validTo,
        boolean needsSupervision,
        @Nullable Instant verifiedAt,
        List<Standing> standings,
        List<Restriction> restrictions,
        List<UUID> evidence) {

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
                event.validFrom(),
                event.validTo(),
                event.needsSupervision(),
                null,
                List.of(),
                List.of(),
                List.of(eventId));
    }

    /** The same after one more event. */
    public Licence after(CredentialEvent event, UUID eventId) {
        return switch (event) {
            case CredentialAdded added -> of(added, eventId);
            case CredentialVerifiedAtSource verified ->
                with(validTo, later(verified.occurred().at()), standings, restrictions, eventId);
            case CredentialRenewed renewed -> with(renewed.validTo(), verifiedAt, standings, restrictions, eventId);
            case CredentialSuspended suspended -> barred(suspended.occurred().at(), true, eventId);
            case SuspensionLifted lifted -> barred(lifted.occurred().at(), false, eventId);
            case CredentialRestricted restricted ->
                with(
                        validTo,
                        verifiedAt,
                        standings,
                        and(restrictions, new Restriction(restricted.occurred().at(), restricted.serviceTypes())),
                        eventId);
            case CredentialRevoked revoked -> barred(revoked.occurred().at(), true, eventId);
        };
    }

    private Instant later(Instant verified) {
        return verifiedAt == null || verified.isAfter(verifiedAt) ? verified : verifiedAt;
    }

    private Licence barred(Instant from, boolean barred, UUID eventId) {
        return with(validTo, verifiedAt, and(standings, new Standing(from, barred)), restrictions, eventId);
    }

    private Licence with(
            LocalDate until,
            @Nullable Instant verified,
            List<Standing> standingsThen,
            List<Restriction> restrictionsThen,
            UUID eventId) {
        return new Licence(
                credentialId,
                type,
                jurisdiction,
                serviceTypes,
                validFrom,
                until,
                needsSupervision,
                verified,
                standingsThen,
                restrictionsThen,
                and(evidence, eventId));
    }

    private static <E> List<E> and(List<E> some, E more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
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
        return !day.isBefore(validFrom) && day.isBefore(validTo);
    }

    /** Whether it is suspended or revoked: what was recorded last of those in effect says so. */
    public boolean isBarred(Instant at) {
        return standings.stream()
                .filter(each -> !each.from().isAfter(at))
                .reduce((earlier, later) -> later)
                .map(Standing::barred)
                .orElse(false);
    }

    boolean isVerifiedSince(Instant oldest) {
        return verifiedAt != null && !verifiedAt.isBefore(oldest);
    }

    /** In words, with the day on which it was last confirmed. */
    String told(ZoneId zone) {
        return told()
                + (verifiedAt == null
                        ? ""
                        : ", verified " + verifiedAt.atZone(zone).toLocalDate());
    }

    String told() {
        return jurisdiction + " " + type + " valid " + validFrom + ".." + validTo;
    }
}
