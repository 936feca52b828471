package org.anamnesis.events.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.rules.SessionLength.Approval;
import org.jspecify.annotations.Nullable;

/**
 * Whether a session was as the rules want it.
 *
 * @param length whether it was booked for no longer than it may be
 * @param overrun by how many minutes it lasted longer than it may
 */
public record Conformity(Fact place, Fact consent, Fact length, int overrun) {

    /**
     * A session.
     *
     * @param start when it was booked for
     * @param lasted in minutes begun; none while that is not known
     * @param zone in which its day is told
     */
    public record Question(
            Instant start, Duration booked, @Nullable Integer lasted, Optional<Approval> approval, ZoneId zone) {}

    /**
     * Judges a session.
     *
     * @param attestations of its place, in the order in which they were recorded; none where the place is not known
     * @param consents all that the client has given
     */
    public static Conformity judge(
            Question session,
            Optional<? extends Collection<Attestation>> attestations,
            Collection<GivenConsent> consents,
            RuleProfile rules) {
        var lasted = session.lasted();
        return new Conformity(
                attestations
                        .map(there -> Attestation.hold(there, session.start(), session.zone(), rules))
                        .orElseGet(() -> Fact.fails("the place is not known")),
                GivenConsent.holds(consents, ConsentType.TREATMENT, session.start(), session.zone()),
                SessionLength.withinLimit(session.booked(), session.approval(), rules),
                lasted == null ? 0 : Math.max(0, lasted - SessionLength.limitMinutes(session.approval(), rules)));
    }
}
