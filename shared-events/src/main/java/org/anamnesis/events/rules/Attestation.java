package org.anamnesis.events.rules;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.AttestationWithdrawn;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said that a place is like.
 *
 * @param validUntil the first day it no longer holds; none when open-ended
 * @param withdrawnAt from when on it no longer holds; none while it was not withdrawn
 * @param evidence the event that says so
 */
public record Attestation(
        List<String> qualities,
        Instant at,
        @Nullable LocalDate validUntil,
        @Nullable Instant withdrawnAt,
        UUID evidence) {

    static final List<String> QUALITIES = List.of("NEUTRAL", "SAFE", "CALM", "PRIVATE");

    public static Attestation of(PlaceAttested event, UUID eventId) {
        var said = List.of(event.neutral(), event.safe(), event.calm(), event.privacy());
        var qualities = new ArrayList<String>();
        for (int i = 0; i < said.size(); i++) {
            if (said.get(i)) {
                qualities.add(QUALITIES.get(i));
            }
        }
        return new Attestation(List.copyOf(qualities), event.occurred().at(), event.validUntil(), null, eventId);
    }

    /** A place's attestations in the order in which they were recorded, after one more event. */
    public static List<Attestation> after(List<Attestation> before, PlaceEvent event, UUID eventId) {
        return switch (event) {
            case PlaceAttested attested ->
                Stream.concat(before.stream(), Stream.of(of(attested, eventId))).toList();
            case AttestationWithdrawn withdrawn ->
                before.stream()
                        .map(each -> each.withdrawn(withdrawn.occurred().at()))
                        .toList();
            default -> before;
        };
    }

    private Attestation withdrawn(Instant from) {
        return withdrawnAt != null || at.isAfter(from)
                ? this
                : new Attestation(qualities, at, validUntil, from, evidence);
    }

    /**
     * Whether a place is attested as the rules want it. The last attestation before the moment counts.
     *
     * @param recorded the place's attestations in the order in which they were recorded
     * @param zone the place's
     */
    public static Fact hold(Collection<Attestation> recorded, Instant at, ZoneId zone, RuleProfile rules) {
        return recorded.stream()
                .filter(each -> !each.at.isAfter(at))
                .sorted(comparing(Attestation::at)) // those of one moment stay in order
                .reduce((earlier, later) -> later)
                .map(last -> last.holds(at, zone, rules))
                .orElseGet(() -> Fact.fails("nobody had attested by then what the place is like"));
    }

    private Fact holds(Instant when, ZoneId zone, RuleProfile rules) {
        var missing = new ArrayList<>(rules.get(Rule.ATTESTED_QUALITIES));
        missing.removeAll(qualities);
        if (!missing.isEmpty()) {
            return Fact.fails("the place is not attested as " + String.join(", ", missing));
        }
        if (withdrawnAt != null && !when.isBefore(withdrawnAt)) {
            return Fact.fails("the place's attestation was withdrawn on "
                    + withdrawnAt.atZone(zone).toLocalDate());
        }
        if (validUntil != null && !when.atZone(zone).toLocalDate().isBefore(validUntil)) {
            return Fact.fails("the place's attestation ended on " + validUntil);
        }
        var day = at.atZone(zone).toLocalDate();
        var within = rules.find(Rule.PLACE_ATTESTED_WITHIN);
        if (within.isPresent() && when.atZone(zone).toLocalDate().isAfter(day.plus(within.get()))) {
            return Fact.fails("the place was attested on " + day + ", which is longer ago than " + within.get());
        }
        return Fact.holds("attested " + day + " as " + String.join(", ", qualities), evidence);
    }
}
