package org.anamnesis.command.care.session;

import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.command.support.facts.Consents;
import org.anamnesis.command.support.facts.Episodes;
import org.anamnesis.command.support.facts.Places;
import org.anamnesis.command.support.facts.Therapists;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.rules.Entitlement.Question;
import org.springframework.stereotype.Component;

/** Puts together what the tables of facts know, always in the same order. */
@Component
class StandingRegister implements Standing.Register {

    private final Episodes episodes;
    private final Clients clients;
    private final Therapists therapists;
    private final Places places;
    private final Credentials credentials;
    private final Consents consents;
    private final Attestations attestations;
    private final Availability availability;

    StandingRegister(
            Episodes episodes,
            Clients clients,
            Therapists therapists,
            Places places,
            Credentials credentials,
            Consents consents,
            Attestations attestations,
            Availability availability) {
        this.episodes = episodes;
        this.clients = clients;
        this.therapists = therapists;
        this.places = places;
        this.credentials = credentials;
        this.consents = consents;
        this.attestations = attestations;
        this.availability = availability;
    }

    @Override
    public Standing of(Standing.Meeting meeting, Asked asked) {
        var clinic = asked.clinic();
        var appointment = meeting.appointment();
        var start = appointment.slot().start();
        var episode = episodes.get(clinic, meeting.episodeId(), "episodeId");
        var client = clients.get(clinic, episode.clientId(), "clientId");
        therapists.demand(clinic, appointment.therapistId(), "therapistId");
        var place = places.get(clinic, appointment.placeId(), "placeId");
        var rules = asked.rulesAt(start);
        var entitlement = credentials.entitlement(
                clinic,
                appointment.therapistId(),
                new Question(episode.serviceType(), law(meeting, client, place), start, place.zone(), rules));
        return new Standing(
                episode,
                client,
                place.zone(),
                rules,
                entitlement.credential(),
                entitlement.supervision(),
                consents.holds(clinic, episode.clientId(), ConsentType.TREATMENT, start, place.zone()),
                attestations.attested(clinic, appointment.placeId(), start, place.zone(), rules),
                availability.of(clinic, "THERAPIST", appointment.therapistId()),
                availability.of(clinic, "PLACE", appointment.placeId()));
    }

    /** In one room the place's law holds; over a distance, that of where the client is. */
    private static Jurisdiction law(Standing.Meeting meeting, Clients.Known client, Places.Known place) {
        if (!meeting.format().telehealth()) {
            return place.jurisdiction();
        }
        return meeting.clientLocation() == null ? client.jurisdiction() : meeting.clientLocation();
    }
}
