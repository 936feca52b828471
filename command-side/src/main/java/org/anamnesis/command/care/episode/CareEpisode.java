package org.anamnesis.command.care.episode;

import static java.util.Objects.requireNonNull;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;
import static org.anamnesis.events.Label.AGREED_LENGTH_WORDS;
import static org.anamnesis.events.Label.DISCHARGE_SUMMARY;
import static org.anamnesis.events.Label.PRESENTING_PROBLEM;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.ArrayList;
import org.anamnesis.command.care.episode.CareEpisodeCommand.AgreeTreatmentLength;
import org.anamnesis.command.care.episode.CareEpisodeCommand.Discharge;
import org.anamnesis.command.care.episode.CareEpisodeCommand.OpenEpisode;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Precondition;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.command.support.Verdict;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.command.support.facts.Episodes;
import org.anamnesis.command.support.facts.Places;
import org.anamnesis.command.support.facts.Sessions;
import org.anamnesis.command.support.facts.Therapists;
import org.anamnesis.events.Flag;
import org.anamnesis.events.care.AgreedLength;
import org.anamnesis.events.care.CareEpisodeEvent.Discharged;
import org.anamnesis.events.care.CareEpisodeEvent.EpisodeOpened;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthAgreed;
import org.anamnesis.events.care.CareEpisodeEvent.TreatmentLengthRevised;
import org.anamnesis.events.care.DischargeReason;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.keys.Vault;
import org.anamnesis.events.rules.Beginnings;
import org.anamnesis.events.rules.Fact;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The time in which a client is treated for something, from admission to discharge. */
@Aggregate
class CareEpisode {

    private static final Precondition ORDER = new Precondition("AFTER_ADMISSION");
    private static final Precondition NO_OPEN_SESSION = new Precondition("NO_OPEN_SESSION");

    @AggregateIdentifier
    private @Nullable EpisodeId id;

    private @Nullable ClientId clientId;
    private Instant openedAt = Instant.MIN;
    private @Nullable AgreedLength length;
    private boolean ended;

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

    @CommandHandler
    void decide(AgreeTreatmentLength ask, Asked asked, Sessions sessions, Vault vault) {
        var when = asked.when(ask.occurredAt());
        Verdict.by(asked.rules(), isOpen(), when.past()).orRefuse();
        var words = vault.sealIfGiven(client(), ask.episodeId(), AGREED_LENGTH_WORDS, ask.clientWords());
        if (length != null) {
            apply(new TreatmentLengthRevised(
                    ask.episodeId(), client(), length, ask.length(), words, when.occurred(), when.lateness()));
            return;
        }
        var flags = new ArrayList<>(when.lateness());
        var held = sessions.held(ask.episodeId(), when.at());
        Beginnings.lengthAgreed(held, asked.rules())
                .troubles()
                .forEach(trouble -> flags.add(new Flag("LENGTH_AGREED_LATE", trouble.detail())));
        apply(new TreatmentLengthAgreed(ask.episodeId(), client(), ask.length(), words, when.occurred(), flags));
    }

    @CommandHandler
    void decide(Discharge ask, Asked asked, Episodes episodes, Sessions sessions, Vault vault) {
        var when = asked.when(ask.occurredAt());
        episodes.alone(ask.episodeId());
        var open = sessions.open(ask.episodeId());
        Verdict.by(
                        asked.rules(),
                        isOpen(),
                        when.past(),
                        ORDER.unless(Fact.that(!when.at().isBefore(openedAt), "", "it was opened at " + openedAt)),
                        NO_OPEN_SESSION.unless(Fact.that(
                                open == 0,
                                "",
                                open + " sessions are still booked or under way; cancel or end them first")))
                .orRefuse();
        apply(new Discharged(
                ask.episodeId(),
                client(),
                DischargeReason.numbered(ask.reason()),
                vault.sealIfGiven(client(), ask.episodeId(), DISCHARGE_SUMMARY, ask.summary()),
                when.occurred(),
                when.lateness()));
    }

    // Evolution assigns the state and nothing else.

    @EventSourcingHandler
    void evolve(EpisodeOpened event) {
        id = event.episodeId();
        clientId = event.clientId();
        openedAt = event.occurred().at();
    }

    @EventSourcingHandler
    void evolve(TreatmentLengthAgreed event) {
        length = event.length();
    }

    @EventSourcingHandler
    void evolve(TreatmentLengthRevised event) {
        length = event.to();
    }

    @EventSourcingHandler
    void evolve(Discharged event) {
        ended = true;
    }

    private Finding isOpen() {
        return ILLEGAL_STATE.unless(Fact.that(!ended, "", "the episode has ended"));
    }

    private ClientId client() {
        return requireNonNull(clientId);
    }
}
