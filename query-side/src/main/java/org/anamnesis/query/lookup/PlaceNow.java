package org.anamnesis.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.facility.PlaceKind;
import org.anamnesis.query.lookup.Things.Eyes;
import org.jspecify.annotations.Nullable;

/** A place, with what was last attested of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlaceNow(
        PlaceId placeId,
        @Nullable String name,
        PlaceKind kind,
        ZoneId zone,
        Jurisdiction jurisdiction,
        @Nullable Integer capacity,
        @Nullable Attestation attestation) {

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
        return switch (event) {
            case PlaceRegistered place ->
                new PlaceNow(
                        place.placeId(),
                        eyes.read(place.name()),
                        place.kind(),
                        place.zone(),
                        place.jurisdiction(),
                        place.capacity(),
                        null);
            case PlaceAttested seen ->
                before == null
                        ? null
                        : before.attested(new Attestation(
                                seen.neutral(),
                                seen.safe(),
                                seen.calm(),
                                seen.privacy(),
                                eyes.read(seen.note()),
                                seen.validUntil(),
                                seen.occurred().at()));
            default -> before;
        };
    }

    private PlaceNow attested(Attestation now) {
        return new PlaceNow(placeId, name, kind, zone, jurisdiction, capacity, now);
    }
}
