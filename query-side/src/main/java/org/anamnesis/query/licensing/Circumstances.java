package org.anamnesis.query.licensing;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.SessionEvent.SessionStarted;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ConsentEvent;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.rules.GivenConsent;
import org.anamnesis.query.support.report.Known;
import org.jspecify.annotations.Nullable;

/** What is known around some sessions: their episodes, and of their clients what sessions are judged by. */
final class Circumstances {

    private final Map<UUID, EpisodeOpened> episodes = new HashMap<>();
    private final Map<ClientId, Jurisdiction> homes = new HashMap<>();
    private final Map<ClientId, Map<UUID, GivenConsent>> consents = new HashMap<>();
    private final Map<ClientId, List<Recorded<?>>> aboutConsents = new HashMap<>();

    private Circumstances() {}

    static Circumstances of(Known known, Collection<SessionKnown> sessions) {
        var found = new Circumstances();
        known.streams(sessions.stream()
                        .map(session -> session.booked().episodeId().value())
                        .collect(toSet()))
                .forEach((id, events) -> {
                    if (events.getFirst().event() instanceof EpisodeOpened opened) {
                        found.episodes.put(id, opened);
                    }
                });
        known.ofClients(
                        sessions.stream()
                                .map(session -> session.booked().clientId().value())
                                .collect(toSet()),
                        Set.of("Client", "Consent"))
                .forEach(found::note);
        return found;
    }

    private void note(Recorded<?> recorded) {
        if (recorded.event() instanceof ConsentEvent event) {
            aboutConsents
                    .computeIfAbsent(event.clientId(), id -> new ArrayList<>())
                    .add(recorded);
        }
        switch (recorded.event()) {
            case ClientRegistered event -> homes.put(event.clientId(), event.jurisdiction());
            case ClientDetailsCorrected event -> homes.put(event.clientId(), event.jurisdiction());
            case ConsentSigned event ->
                consents.computeIfAbsent(event.clientId(), id -> new LinkedHashMap<>())
                        .put(recorded.aggregateId(), GivenConsent.of(event, recorded.eventId()));
            case ConsentRevoked event ->
                consents.getOrDefault(event.clientId(), Map.of())
                        .computeIfPresent(recorded.aggregateId(), (id, consent) -> consent.after(event));
            default -> {}
        }
    }

    Optional<EpisodeOpened> episode(SessionKnown session) {
        return Optional.ofNullable(episodes.get(session.booked().episodeId().value()));
    }

    Collection<GivenConsent> consents(SessionKnown session) {
        return List.copyOf(
                consents.getOrDefault(session.booked().clientId(), Map.of()).values());
    }

    /** What was recorded about the consents of a session's client after a position. */
    List<Recorded<?>> consentsRecordedAfter(long position, SessionKnown session) {
        return aboutConsents.getOrDefault(session.booked().clientId(), List.of()).stream()
                .filter(recorded -> recorded.position() > position)
                .toList();
    }

    /** In one room the place's law holds; over a distance, that of where the client is. */
    @Nullable
    Jurisdiction law(SessionKnown session, Registers.KnownPlace place) {
        if (!session.booked().format().telehealth()) {
            return place.jurisdiction();
        }
        var told = session.began() != null && session.began().event() instanceof SessionStarted started
                ? started.clientLocation()
                : null;
        return told == null ? homes.get(session.booked().clientId()) : told;
    }
}
