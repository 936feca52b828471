package org.anamnesis.command.care.session;

import static java.util.stream.Collectors.joining;
import static org.anamnesis.command.care.session.SessionRefusal.CONSENT_MISSING;
import static org.anamnesis.command.care.session.SessionRefusal.DURATION_ABOVE_LIMIT;
import static org.anamnesis.command.care.session.SessionRefusal.NOT_AUTHORISED_TO_PRACTISE;
import static org.anamnesis.command.care.session.SessionRefusal.NOT_AVAILABLE;
import static org.anamnesis.command.care.session.SessionRefusal.PLACE_NOT_ATTESTED;
import static org.anamnesis.command.care.session.SessionRefusal.REASON_REQUIRED;
import static org.anamnesis.command.care.session.SessionRefusal.SUPERVISION_MISSING;
import static org.anamnesis.command.support.General.ILLEGAL_STATE;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.anamnesis.command.support.Asked;
import org.anamnesis.command.support.Refusal.Finding;
import org.anamnesis.command.support.facts.Clients;
import org.anamnesis.command.support.facts.Episodes;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.TimeSlot;
import org.anamnesis.events.care.Appointment;
import org.anamnesis.events.care.EpisodeId;
import org.anamnesis.events.care.SessionFormat;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.Fact.Trouble;
import org.anamnesis.events.rules.RuleProfile;
import org.anamnesis.events.rules.SessionLength;
import org.jspecify.annotations.Nullable;

/**
 * How things stand for a session: all that is known of those who are to meet.
 *
 * @param zone the place's
 * @param rules those that hold when they are to meet
 */
record Standing(
        Episodes.Known episode,
        Clients.Known client,
        ZoneId zone,
        RuleProfile rules,
        Fact credential,
        Fact supervision,
        Fact consent,
        Fact attestation,
        OpenTimes therapist,
        OpenTimes place) {

    /** Looks it up, and holds it until the decision is stored. */
    interface Register {

        /** How things stand for a meeting; if an id is not known, it says which. */
        Standing of(Meeting meeting, Asked asked);
    }

    /**
     * Who would meet, where and when.
     *
     * @param clientLocation where the client physically is, where that is known; for telehealth its law holds
     */
    record Meeting(
            EpisodeId episodeId,
            Appointment appointment,
            SessionFormat format,
            @Nullable Jurisdiction clientLocation) {}

    /** What an appointment needs, but for free time: all of it is asked, so that all reasons are named at once. */
    List<Finding> judge(Appointment wanted, Collection<String> explained) {
        return List.of(
                NOT_AUTHORISED_TO_PRACTISE.unless(credential),
                SUPERVISION_MISSING.unless(supervision),
                CONSENT_MISSING.unless(consent),
                PLACE_NOT_ATTESTED.unless(attestation),
                NOT_AVAILABLE.unless(available(wanted.slot())),
                ILLEGAL_STATE.unless(underWay(wanted.slot())),
                DURATION_ABOVE_LIMIT.unless(
                        SessionLength.withinLimit(wanted.slot().length(), episode.extension(), rules)),
                REASON_REQUIRED.unless(explained(wanted, explained)));
    }

    /** What departs from what the episode agreed on. */
    Set<String> departures(Appointment wanted) {
        var departures = new TreeSet<String>();
        if (!wanted.placeId().equals(episode.usualPlaceId())) {
            departures.add("PLACE_DEVIATION");
        }
        if (!wanted.therapistId().equals(episode.primaryTherapistId())) {
            departures.add("THERAPIST_DEVIATION");
        }
        return departures;
    }

    /** How many minutes a session may have: what the rules allow, or what the plan approves beyond. */
    int limitMinutes() {
        return SessionLength.limitMinutes(episode.extension(), rules);
    }

    /** The same appointment, no longer than it may be. */
    Appointment shortened(Appointment wanted) {
        var limit = Duration.ofMinutes(limitMinutes());
        return wanted.slot().length().compareTo(limit) <= 0
                ? wanted
                : new Appointment(
                        wanted.therapistId(),
                        wanted.placeId(),
                        TimeSlot.of(wanted.slot().start(), limit));
    }

    /** Whether anything was said about the hours of therapist or place. */
    boolean hasHours() {
        return therapist.hours() != null || place.hours() != null;
    }

    /** Whether therapist and place can be planned with. */
    Fact available(TimeSlot slot) {
        var both = List.of(therapist.during(slot), place.during(slot));
        var troubles = both.stream().flatMap(fact -> fact.troubles().stream()).toList();
        if (!troubles.isEmpty()) {
            return Fact.fails(troubles);
        }
        return Fact.holds(
                both.stream().map(Fact::basis).filter(basis -> !basis.isEmpty()).collect(joining(", ")),
                both.stream().flatMap(fact -> fact.evidence().stream()).toArray(UUID[]::new));
    }

    private Fact underWay(TimeSlot slot) {
        return Fact.that(
                episode.endedAt() == null || slot.start().isBefore(episode.endedAt()),
                "",
                "the episode has ended on "
                        + (episode.endedAt() == null
                                ? ""
                                : episode.endedAt().atZone(zone).toLocalDate()));
    }

    private Fact explained(Appointment wanted, Collection<String> explained) {
        var unexplained = departures(wanted).stream()
                .filter(code -> !explained.contains(code))
                .map(code -> new Trouble("say why under deviations." + code, Map.of("deviation", code)))
                .toList();
        return unexplained.isEmpty() ? Fact.holds("") : Fact.fails(unexplained);
    }
}
