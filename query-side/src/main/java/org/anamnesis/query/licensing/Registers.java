package org.anamnesis.query.licensing;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.AttestationWithdrawn;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.rules.Licence;
import org.anamnesis.events.rules.Supervision;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.SupervisionEvent;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionAgreed;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionEnded;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.support.KnownPlaces;
import org.anamnesis.query.support.KnownPlaces.KnownPlace;
import org.anamnesis.query.support.report.Known;

/** What is known of therapists' licences and supervision and of places: little, however long the history is. */
final class Registers {

    private final Map<UUID, Licence> licences = new LinkedHashMap<>();
    private final Map<TherapistId, List<UUID>> held = new HashMap<>();
    private final Map<UUID, Supervision> supervisions = new LinkedHashMap<>();
    private final Map<TherapistId, List<UUID>> supervised = new HashMap<>();
    private final Map<TherapistId, List<Recorded<?>>> aboutTherapists = new HashMap<>();
    private final Map<PlaceId, List<Recorded<?>>> aboutPlaces = new HashMap<>();
    private final KnownPlaces places;

    private Registers(KnownPlaces places) {
        this.places = places;
    }

    static Registers of(Known known) {
        var ofPlaces = known.register("Place");
        var registers = new Registers(KnownPlaces.of(ofPlaces));
        ofPlaces.forEach(registers::place);
        known.register("Credential").forEach(registers::credential);
        known.register("SupervisionAgreement").forEach(registers::supervision);
        return registers;
    }

    private void place(Recorded<?> recorded) {
        if (recorded.event() instanceof PlaceAttested || recorded.event() instanceof AttestationWithdrawn) {
            add(aboutPlaces, ((PlaceEvent) recorded.event()).placeId(), recorded);
        }
    }

    private void credential(Recorded<?> recorded) {
        if (recorded.event() instanceof CredentialEvent event) {
            add(aboutTherapists, event.therapistId(), recorded);
            if (event instanceof CredentialAdded added) {
                licences.put(recorded.aggregateId(), Licence.of(added, recorded.eventId()));
                add(held, added.therapistId(), recorded.aggregateId());
            } else {
                licences.computeIfPresent(
                        recorded.aggregateId(), (id, licence) -> licence.after(event, recorded.eventId()));
            }
        }
    }

    private void supervision(Recorded<?> recorded) {
        if (recorded.event() instanceof SupervisionEvent event) {
            add(aboutTherapists, event.superviseeId(), recorded);
            switch (event) {
                case SupervisionAgreed agreed -> {
                    supervisions.put(recorded.aggregateId(), Supervision.of(agreed, recorded.eventId()));
                    add(supervised, agreed.superviseeId(), recorded.aggregateId());
                }
                case SupervisionEnded ended ->
                    supervisions.computeIfPresent(
                            recorded.aggregateId(), (id, supervision) -> supervision.after(ended));
            }
        }
    }

    /** Adds to what is kept under a key. */
    static <K, V> void add(Map<K, List<V>> kept, K key, V value) {
        kept.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
    }

    Collection<Licence> heldBy(TherapistId therapist) {
        return held.getOrDefault(therapist, List.of()).stream()
                .map(licences::get)
                .toList();
    }

    Collection<Supervision> supervisionOf(TherapistId therapist) {
        return supervised.getOrDefault(therapist, List.of()).stream()
                .map(supervisions::get)
                .toList();
    }

    /** Where a session was to be, or was. */
    Optional<KnownPlace> place(SessionKnown session) {
        return places.find(session.appointment().placeId().value());
    }

    /** In which a session's day is told. */
    ZoneId zone(SessionKnown session) {
        return place(session)
                .map(KnownPlace::zone)
                .orElse(session.booked().occurred().zone());
    }

    /** What was recorded of licences and supervision of a session's therapist. */
    Stream<Recorded<?>> aboutTherapist(SessionKnown session) {
        return aboutTherapists.getOrDefault(session.appointment().therapistId(), List.of()).stream();
    }

    /** What was recorded of the attestation of a session's place. */
    Stream<Recorded<?>> aboutPlace(SessionKnown session) {
        return aboutPlaces.getOrDefault(session.appointment().placeId(), List.of()).stream();
    }
}
