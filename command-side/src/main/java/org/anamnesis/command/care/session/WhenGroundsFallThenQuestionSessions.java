package org.anamnesis.command.care.session;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.anamnesis.command.care.session.SessionCommand.QuestionSession;
import org.anamnesis.command.care.session.Standing.Meeting;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Policy;
import org.anamnesis.command.support.facts.Sessions;
import org.anamnesis.command.support.facts.Sessions.Of;
import org.anamnesis.command.support.facts.Sessions.Promised;
import org.anamnesis.events.Id;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.facility.PlaceEvent.AttestationWithdrawn;
import org.anamnesis.events.facility.PlaceEvent.PlaceAbsenceRecorded;
import org.anamnesis.events.facility.PlaceEvent.PlaceClosed;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRestricted;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRevoked;
import org.anamnesis.events.workforce.CredentialEvent.CredentialSuspended;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionEnded;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAbsenceRecorded;
import org.anamnesis.events.workforce.TherapistId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A session rests on a credential, under supervision where that needs it, a consent, an attestation, and on therapist and
 * place being there. Where one of them falls away, each session that can't rest on another is marked; nothing is
 * cancelled by itself. An order may reach back: then the sessions held since are marked too.
 */
@Component
class WhenGroundsFallThenQuestionSessions implements Policy {

    private final Sessions sessions;
    private final Standing.Register register;

    WhenGroundsFallThenQuestionSessions(Sessions sessions, Standing.Register register) {
        this.sessions = sessions;
        this.register = register;
    }

    /** The ground of a slot that may have fallen. */
    private interface Ground extends BiFunction<Standing, TimeSlot, Fact> {}

    @Override
    public List<QuestionSession> because(Recorded<?> recorded, Asked asked) {
        return switch (recorded.event()) {
            case CredentialSuspended event -> entitlement(event.therapistId(), event.occurred(), recorded, asked);
            case CredentialRestricted event -> entitlement(event.therapistId(), event.occurred(), recorded, asked);
            case CredentialRevoked event -> entitlement(event.therapistId(), event.occurred(), recorded, asked);
            case SupervisionEnded event -> entitlement(event.superviseeId(), event.occurred(), recorded, asked);
            case AttestationWithdrawn event ->
                fallen(
                        Of.PLACE,
                        event.placeId(),
                        event.occurred().at(),
                        null,
                        (standing, slot) -> standing.attestation(),
                        recorded,
                        asked);
            case PlaceClosed event ->
                fallen(Of.PLACE, event.placeId(), event.occurred().at(), null, Standing::available, recorded, asked);
            case PlaceAbsenceRecorded event ->
                fallen(Of.PLACE, event.placeId(), event.from(), event.to(), Standing::available, recorded, asked);
            case TherapistAbsenceRecorded event ->
                fallen(
                        Of.THERAPIST,
                        event.therapistId(),
                        event.from(),
                        event.to(),
                        Standing::available,
                        recorded,
                        asked);
            case ConsentRevoked event ->
                fallen(
                        Of.CLIENT,
                        event.clientId(),
                        event.occurred().at(),
                        null,
                        (standing, slot) -> standing.consent(),
                        recorded,
                        asked);
            default -> List.of();
        };
    }

    private List<QuestionSession> entitlement(
            TherapistId therapistId, Occurred occurred, Recorded<?> recorded, Asked asked) {
        return fallen(
                Of.THERAPIST,
                therapistId,
                occurred.at(),
                null,
                (standing, slot) -> standing.credential().holds() ? standing.supervision() : standing.credential(),
                recorded,
                asked);
    }

    private List<QuestionSession> fallen(
            Of of, Id id, Instant from, @Nullable Instant to, Ground ground, Recorded<?> recorded, Asked asked) {
        return sessions.promised(recorded.clinic(), of, id, from, to).stream()
                .filter(promised -> !ground.apply(
                                standing(promised, asked),
                                promised.appointment().slot())
                        .holds())
                .map(promised -> new QuestionSession(promised.sessionId(), recorded.type(), recorded.eventId()))
                .toList();
    }

    private Standing standing(Promised promised, Asked asked) {
        return register.of(new Meeting(promised.episodeId(), promised.appointment(), promised.format(), null), asked);
    }
}
