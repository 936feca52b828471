package org.anamnesis.query.support;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.rules.Attestation;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.RuleBook;

/** Places, and what was said of them, by their own events. */
public final class KnownPlaces {

    private final Map<UUID, KnownPlace> places = new HashMap<>();

    private KnownPlaces() {}

    /** A place, and what was said of it. */
    public record KnownPlace(ZoneId zone, Jurisdiction jurisdiction, List<Attestation> attestations) {

        /** Whether it is attested as the rules of a moment want it then. */
        public Fact attested(Instant at, RuleBook rules) {
            return Attestation.hold(attestations, at, zone, rules.at(at));
        }
    }

    /** Reads places' events, each one's in order. */
    public static KnownPlaces of(Collection<Recorded<?>> events) {
        var known = new KnownPlaces();
        events.forEach(known::note);
        return known;
    }

    private void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case PlaceRegistered registered ->
                places.put(
                        recorded.aggregateId(),
                        new KnownPlace(registered.zone(), registered.jurisdiction(), List.of()));
            case PlaceEvent event ->
                places.computeIfPresent(
                        recorded.aggregateId(),
                        (id, place) -> new KnownPlace(
                                place.zone,
                                place.jurisdiction,
                                Attestation.after(place.attestations, event, recorded.eventId())));
            default -> {}
        }
    }

    public Optional<KnownPlace> find(UUID place) {
        return Optional.ofNullable(places.get(place));
    }

    /** Whether a place is known, and attested as the rules of a moment want it then. */
    public boolean isAttested(UUID place, Instant at, RuleBook rules) {
        return find(place).filter(known -> known.attested(at, rules).holds()).isPresent();
    }
}
