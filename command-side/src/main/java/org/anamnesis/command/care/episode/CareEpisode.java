package org.anamnesis.command.care.episode;

import static org.anamnesis.events.Label.PRESENTING_PROBLEM;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.anamnesis.command.care.episode.CareEpisodeCommand.OpenEpisode;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Fact;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.command.support.facts.Episodes;
import org.anamnesis.command.support.facts.Places;
import org.anamnesis.command.support.facts.Therapists;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.keys.Vault;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The time in which a client is treated for something, from admission to discharge. */
@Aggregate
class CareEpisode {

    @AggregateIdentifier
    private @Nullable EpisodeId id;

    // Decisions read the state, look facts up, and apply events or refuse.

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void decide(
            OpenEpisode ask,
            Asked asked,
            Clients clients,
            Therapists therapists,
            Places places,
            Episodes episodes,
            Vault vault) {
        clients.alone(asked.clinic(), ask.clientId(), "clientId");
        therapists.demand(asked.clinic(), ask.primaryTherapistId(), "primaryTherapistId");
        places.get(asked.clinic(), ask.usualPlaceId(), "usualPlaceId");
        var when = asked.when(ask.occurredAt());
        Verdict.by(
                        asked.rules(),
                        when.past(),
                        new Precondition("NO_OPEN_EPISODE")
                                .unless(Fact.that(
                                        !episodes.open(ask.clientId(), ask.serviceType()),
                                        "",
                                        "an episode of this service is open; it has to end first")))
                .orRefuse();
        apply(new EpisodeOpened(
                ask.episodeId(),
                ask.clientId(),
                ask.serviceType(),
                ask.referralSource(),
                vault.seal(ask.clientId(), ask.episodeId(), PRESENTING_PROBLEM, ask.presentingProblem()),
                ask.primaryTherapistId(),
                ask.usualPlaceId(),
                when.occurred(),
                when.lateness()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(EpisodeOpened event) {
        id = event.episodeId();
    }
}
