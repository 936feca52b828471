package org.anamnesis.query.licensing;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.rules.GivenConsent;
import org.anamnesis.query.support.KnownPlaces.KnownPlace;
import org.anamnesis.query.support.report.Known;
import org.jspecify.annotations.Nullable;

/** What is known around some sessions: their episodes, and of their clients what sessions are judged by. */
final class Circumstances {

    private final Map<EpisodeId, EpisodeOpened> episodes = new HashMap<>();
    private final Map<ClientId, Jurisdiction> homes = new HashMap<>();
    private final Map<ClientId, List<Recorded<?>>> aboutHomes = new HashMap<>();
    private final Map<ClientId, Map<UUID, GivenConsent>> consents = new HashMap<>();
    private final Map<ClientId, List<Recorded<?>>> aboutConsents = new HashMap<>();

    private Circumstances() {}

    static Circumstances of(Known known, Collection<SessionKnown> sessions) {
        return of(known.ofClients(
                sessions.stream()
                        .map(session -> session.booked().clientId().value())
                        .collect(toSet()),
                Set.of("Client", "CareEpisode", "Consent")));
    }

    /** Reads them in clients' records. */
    static Circumstances of(Collection<Recorded<?>> records) {
        var found = new Circumstances();
        records.forEach(found::note);
        return found;
    }

    private void note(Recorded<?> recorded) {
        switch (recorded.event()) {
            case EpisodeOpened event -> episodes.put(event.episodeId(), event);
            case ClientRegistered event -> lives(event.clientId(), event.jurisdiction(), recorded);
            case ClientDetailsCorrected event -> lives(event.clientId(), event.jurisdiction(), recorded);
            case ConsentSigned event -> {
                Registers.add(aboutConsents, event.clientId(), recorded);
                consents.computeIfAbsent(event.clientId(), id -> new LinkedHashMap<>())
                        .put(recorded.aggregateId(), GivenConsent.of(event, recorded.eventId()));
            }
            case ConsentRevoked event -> {
                Registers.add(aboutConsents, event.clientId(), recorded);
                consents.getOrDefault(event.clientId(), Map.of())
                        .computeIfPresent(recorded.aggregateId(), (id, consent) -> consent.after(event));
            }
            default -> {}
        }
    }

    private void lives(ClientId client, Jurisdiction home, Recorded<?> recorded) {
        homes.put(client, home);
        Registers.add(aboutHomes, client, recorded);
    }

    Optional<EpisodeOpened> episode(SessionKnown session) {
        return Optional.ofNullable(episodes.get(session.booked().episodeId()));
    }

    Collection<GivenConsent> consents(ClientId client) {
        return List.copyOf(consents.getOrDefault(client, Map.of()).values());
    }

    /** What was recorded of the consents of a session's client. */
    Stream<Recorded<?>> aboutConsents(SessionKnown session) {
        return aboutConsents.getOrDefault(session.booked().clientId(), List.of()).stream();
    }

    /** In one room the place's law holds; over a distance, that of where the client is. */
    @Nullable
    Jurisdiction law(SessionKnown session, KnownPlace place) {
        if (!session.booked().format().telehealth()) {
            return place.jurisdiction();
        }
        var told = location(session);
        return told == null ? homes.get(session.booked().clientId()) : told;
    }

    /** What was recorded of where a session's client lives, if its law goes by that. */
    Stream<Recorded<?>> aboutLaw(SessionKnown session) {
        return session.booked().format().telehealth() && location(session) == null
                ? aboutHomes.getOrDefault(session.booked().clientId(), List.of()).stream()
                : Stream.of();
    }

    private static @Nullable Jurisdiction location(SessionKnown session) {
        return session.began() != null && session.began().event() instanceof SessionStarted started
                ? started.clientLocation()
                : null;
    }
}
