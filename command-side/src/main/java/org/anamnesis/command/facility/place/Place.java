package org.anamnesis.command.facility.place;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.events.Label.ATTESTATION_NOTE;
import static org.anamnesis.events.Label.PLACE_NAME;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.ZoneId;
import java.util.Set;
import org.anamnesis.command.facility.place.PlaceCommand.AttestPlace;
import org.anamnesis.command.facility.place.PlaceCommand.RegisterPlace;
import org.anamnesis.command.support.Asked;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.keys.Vault;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Somewhere that treatment takes place. */
@Aggregate
class Place {

    static final Set<Class<? extends PlaceEvent>> CHANGES_NOTHING = Set.of(PlaceAttested.class);

    @AggregateIdentifier
    private @Nullable PlaceId id;

    private @Nullable ZoneId zone;

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
                asked.when(null, requireNonNull(zone)).occurred()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(PlaceRegistered event) {
        id = event.placeId();
        zone = event.zone();
    }
}
