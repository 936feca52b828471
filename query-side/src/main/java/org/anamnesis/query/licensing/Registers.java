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
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.rules.Attestation;
import org.anamnesis.events.rules.Licence;
import org.anamnesis.events.rules.Supervision;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.SupervisionEvent;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionAgreed;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionEnded;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.support.report.Known;

/** What is known of therapists' licences and supervision and of places: little, however long the history is. */
final class Registers {

    private final Map<UUID, Licence> licences = new LinkedHashMap<>();
    private final Map<TherapistId, List<UUID>> held = new HashMap<>();
    private final Map<TherapistId, List<Recorded<?>>> aboutTherapists = new HashMap<>();
    private final Map<UUID, Supervision> supervisions = new LinkedHashMap<>();
    private final Map<TherapistId, List<UUID>> supervised = new HashMap<>();
    private final Map<PlaceId, KnownPlace> places = new HashMap<>();
    private final Map<PlaceId, List<Recorded<?>>> aboutPlaces = new HashMap<>();

    private Registers() {}

    /** A place, and what was said of it. */
    record KnownPlace(ZoneId zone, Jurisdiction jurisdiction, List<Attestation> attestations) {}

    static Registers of(Known known) {
        var registers = new Registers();
        known.register("Credential").forEach(registers::credential);
        known.register("SupervisionAgreement").forEach(registers::supervision);
        known.register("Place").forEach(registers::place);
        return registers;
    }

    private void credential(Recorded<?> recorded) {
        if (recorded.event() instanceof CredentialEvent event) {
            aboutTherapists
                    .computeIfAbsent(event.therapistId(), id -> new ArrayList<>())
                    .add(recorded);
            if (event instanceof CredentialAdded added) {
                licences.put(recorded.aggregateId(), Licence.of(added, recorded.eventId()));
                held.computeIfAbsent(added.therapistId(), id -> new ArrayList<>())
                        .add(recorded.aggregateId());
            } else {
                licences.computeIfPresent(
                        recorded.aggregateId(), (id, licence) -> licence.after(event, recorded.eventId()));
            }
        }
    }

    private void supervision(Recorded<?> recorded) {
        if (recorded.event() instanceof SupervisionEvent event) {
            switch (event) {
                case SupervisionAgreed agreed -> {
                    supervisions.put(recorded.aggregateId(), Supervision.of(agreed, recorded.eventId()));
                    supervised
                            .computeIfAbsent(agreed.superviseeId(), id -> new ArrayList<>())
                            .add(recorded.aggregateId());
                    aboutTherapists
                            .computeIfAbsent(agreed.superviseeId(), id -> new ArrayList<>())
                            .add(recorded);
                }
                case SupervisionEnded ended -> {
                    supervisions.computeIfPresent(
                            recorded.aggregateId(), (id, supervision) -> supervision.after(ended));
                    aboutTherapists
                            .computeIfAbsent(ended.superviseeId(), id -> new ArrayList<>())
                            .add(recorded);
                }
            }
        }
    }

    private void place(Recorded<?> recorded) {
        if (recorded.event() instanceof PlaceEvent event) {
            if (event instanceof PlaceRegistered registered) {
                places.put(
                        registered.placeId(), new KnownPlace(registered.zone(), registered.jurisdiction(), List.of()));
            } else {
                aboutPlaces
                        .computeIfAbsent(event.placeId(), id -> new ArrayList<>())
                        .add(recorded);
                places.computeIfPresent(
                        event.placeId(),
                        (id, place) -> new KnownPlace(
                                place.zone(),
                                place.jurisdiction(),
                                Attestation.after(place.attestations(), event, recorded.eventId())));
            }
        }
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

    Optional<KnownPlace> place(PlaceId place) {
        return Optional.ofNullable(places.get(place));
    }

    /** What was recorded about a therapist's licences and supervision after a position. */
    List<Recorded<?>> recordedAfter(long position, TherapistId therapist) {
        return after(position, aboutTherapists.getOrDefault(therapist, List.of()));
    }

    /** What was recorded about a place after a position. */
    List<Recorded<?>> recordedAfter(long position, PlaceId place) {
        return after(position, aboutPlaces.getOrDefault(place, List.of()));
    }

    private static List<Recorded<?>> after(long position, List<Recorded<?>> all) {
        return all.stream().filter(recorded -> recorded.position() > position).toList();
    }
}
