package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.facility.PlaceEvent.AttestationWithdrawn;
import org.anamnesis.events.facility.PlaceEvent.PlaceAbsenceRecorded;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.facility.PlaceEvent.PlaceAvailabilitySet;
import org.anamnesis.events.facility.PlaceEvent.PlaceClosed;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceEvent.PlaceReopened;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.facility.PlaceKind;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/**
 * A place, with what was last attested of it.
 *
 * @param open whether one may meet there
 * @param availability the hours of each week in which it can be used; at any hour if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlaceNow(
        PlaceId placeId,
        @Nullable String name,
        PlaceKind kind,
        ZoneId zone,
        Jurisdiction jurisdiction,
        @Nullable Integer capacity,
        boolean open,
        @Nullable Attestation attestation,
        @Nullable AvailabilityNow availability) {

    /**
     * What it is like.
     *
     * @param validUntil the first day this no longer holds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attestation(
            boolean neutral,
            boolean safe,
            boolean calm,
            @JsonProperty("private") boolean privacy,
            @Nullable String note,
            @Nullable LocalDate validUntil,
            Instant attestedAt) {}

    static @Nullable PlaceNow fold(@Nullable PlaceNow before, Object event, Eyes eyes) {
        if (event instanceof PlaceRegistered place) {
            return new PlaceNow(
                    place.placeId(),
                    eyes.read(place.name()),
                    place.kind(),
                    place.zone(),
                    place.jurisdiction(),
                    place.capacity(),
                    true,
                    null,
                    null);
        }
        if (before == null) {
            return null;
        }
        return switch (event) {
            case PlaceAttested seen ->
                before.with(
                        before.open,
                        new Attestation(
                                seen.neutral(),
                                seen.safe(),
                                seen.calm(),
                                seen.privacy(),
                                eyes.read(seen.note()),
                                seen.validUntil(),
                                seen.occurred().at()),
                        before.availability);
            case AttestationWithdrawn withdrawn -> before.with(before.open, null, before.availability);
            case PlaceClosed closed -> before.with(false, before.attestation, before.availability);
            case PlaceReopened reopened -> before.with(true, before.attestation, before.availability);
            case PlaceAvailabilitySet set ->
                before.with(
                        before.open,
                        before.attestation,
                        AvailabilityNow.set(before.availability, set.zone(), set.weekly()));
            case PlaceAbsenceRecorded absence ->
                before.with(
                        before.open,
                        before.attestation,
                        AvailabilityNow.away(before.availability, absence.from(), absence.to()));
            default -> before;
        };
    }

    private PlaceNow with(boolean nowOpen, @Nullable Attestation nowAttested, @Nullable AvailabilityNow nowAvailable) {
        return new PlaceNow(placeId, name, kind, zone, jurisdiction, capacity, nowOpen, nowAttested, nowAvailable);
    }
}
