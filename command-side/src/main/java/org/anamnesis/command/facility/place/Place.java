package org.anamnesis.command.facility.place;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.ATTESTATION_NOTE;
import static org.anamnesis.events.Label.CLOSURE_REASON;
import static org.anamnesis.events.Label.PLACE_ABSENCE_REASON;
import static org.anamnesis.events.Label.PLACE_NAME;
import static org.anamnesis.events.Label.WITHDRAWAL_REASON;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.ZoneId;
import java.util.Set;
import org.anamnesis.command.facility.place.PlaceCommand.AttestPlace;
import org.anamnesis.command.facility.place.PlaceCommand.ClosePlace;
import org.anamnesis.command.facility.place.PlaceCommand.RecordPlaceAbsence;
import org.anamnesis.command.facility.place.PlaceCommand.RegisterPlace;
import org.anamnesis.command.facility.place.PlaceCommand.ReopenPlace;
import org.anamnesis.command.facility.place.PlaceCommand.SetPlaceAvailability;
import org.anamnesis.command.facility.place.PlaceCommand.WithdrawAttestation;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.AttestationWithdrawn;
import org.anamnesis.events.facility.PlaceEvent.PlaceAbsenceRecorded;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.facility.PlaceEvent.PlaceAvailabilitySet;
import org.anamnesis.events.facility.PlaceEvent.PlaceClosed;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceEvent.PlaceReopened;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Somewhere that treatment takes place. */
@Aggregate
class Place {

    static final Set<Class<? extends PlaceEvent>> CHANGES_NOTHING = Set.of(
            PlaceAttested.class, AttestationWithdrawn.class, PlaceAvailabilitySet.class, PlaceAbsenceRecorded.class);

    @AggregateIdentifier
    private @Nullable PlaceId id;

    private @Nullable ZoneId zone;
    private boolean closed;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(RegisterPlace ask, Vault vault) {
        apply(new PlaceRegistered(
                ask.placeId(),
                vault.seal(ask.placeId(), ask.placeId(), PLACE_NAME, ask.name()),
                ask.kind(),
                ask.zone(),
                ask.jurisdiction(),
                ask.capacity()));
    }

    @CommandHandler
    void decide(AttestPlace ask, Asked asked, Vault vault) {
        apply(new PlaceAttested(
                ask.placeId(),
                ask.neutral(),
                ask.safe(),
                ask.calm(),
                ask.privacy(),
                vault.sealIfGiven(ask.placeId(), ask.placeId(), ATTESTATION_NOTE, ask.note()),
                ask.validUntil(),
                now(asked)));
    }

    @CommandHandler
    void decide(WithdrawAttestation ask, Asked asked, Vault vault) {
        apply(new AttestationWithdrawn(
                ask.placeId(), vault.seal(ask.placeId(), ask.placeId(), WITHDRAWAL_REASON, ask.reason()), now(asked)));
    }

    @CommandHandler
    void decide(ClosePlace ask, Asked asked, Vault vault) {
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(Fact.that(!closed, "", "the place is closed already")))
                .orRefuse();
        apply(new PlaceClosed(
                ask.placeId(), vault.seal(ask.placeId(), ask.placeId(), CLOSURE_REASON, ask.reason()), now(asked)));
    }

    @CommandHandler
    void decide(ReopenPlace ask, Asked asked, Vault vault) {
        Verdict.by(asked.rules(), ILLEGAL_STATE.unless(Fact.that(closed, "", "the place is open")))
                .orRefuse();
        apply(new PlaceReopened(
                ask.placeId(),
                vault.sealIfGiven(ask.placeId(), ask.placeId(), CLOSURE_REASON, ask.reason()),
                now(asked)));
    }

    @CommandHandler
    void decide(SetPlaceAvailability ask) {
        apply(new PlaceAvailabilitySet(ask.placeId(), ask.zone(), ask.weekly()));
    }

    @CommandHandler
    void decide(RecordPlaceAbsence ask, Asked asked, Vault vault) {
        apply(new PlaceAbsenceRecorded(
                ask.placeId(),
                asked.when(ask.from(), requireNonNull(zone)).at(),
                asked.when(ask.to(), requireNonNull(zone)).at(),
                vault.sealIfGiven(ask.placeId(), ask.placeId(), PLACE_ABSENCE_REASON, ask.reason())));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(PlaceRegistered event) {
        id = event.placeId();
        zone = event.zone();
    }

    @EventSourcingHandler
    void evolve(PlaceClosed event) {
        closed = true;
    }

    @EventSourcingHandler
    void evolve(PlaceReopened event) {
        closed = false;
    }

    private Occurred now(Asked asked) {
        return asked.when(null, requireNonNull(zone)).occurred();
    }
}
