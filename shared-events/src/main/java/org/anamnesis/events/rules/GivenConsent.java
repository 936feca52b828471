package org.anamnesis.events.rules;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.UUID;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentId;
import org.anamnesis.events.privacy.ConsentType;
import org.jspecify.annotations.Nullable;

/**
 * Something that a client has agreed to.
 *
 * @param expires the first moment at which it no longer holds; none when open-ended
 * @param revokedAt from when on it was taken back; none while it was not
 * @param evidence the event that says so
 */
public record GivenConsent(
        ConsentId consentId,
        ConsentType type,
        Instant signedAt,
        @Nullable Instant expires,
        @Nullable Instant revokedAt,
        UUID evidence) {

    public static GivenConsent of(ConsentSigned event, UUID eventId) {
        return new GivenConsent(
                event.consentId(), event.type(), event.occurred().at(), event.expires(), null, eventId);
    }

    public GivenConsent after(ConsentRevoked event) {
        return new GivenConsent(
                consentId, type, signedAt, expires, event.occurred().at(), evidence);
    }

    /**
     * Whether a client's consent of a type holds at a moment.
     *
     * @param given what the client has agreed to
     * @param zone in which its day is told
     */
    public static Fact holds(Collection<GivenConsent> given, ConsentType type, Instant at, ZoneId zone) {
        return given.stream()
                .filter(each -> each.type == type && each.isGiven(at))
                .min(comparing(GivenConsent::signedAt)
                        .thenComparing(each -> each.consentId().toString()))
                .map(each -> Fact.holds(
                        type + " signed " + each.signedAt.atZone(zone).toLocalDate(), each.evidence))
                .orElseGet(() -> Fact.fails("no " + type + " consent of the client holds at that time"));
    }

    private boolean isGiven(Instant at) {
        return !signedAt.isAfter(at)
                && (expires == null || expires.isAfter(at))
                && (revokedAt == null || revokedAt.isAfter(at));
    }
}
