package org.anamnesis.events.facility;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.ZoneId;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a place of treatment. */
public sealed interface PlaceEvent {

    PlaceId placeId();

    /**
     * A place can be used.
     *
     * @param capacity how many people it holds; none where that is not known
     */
    record PlaceRegistered(
            PlaceId placeId,
            Sealed name,
            PlaceKind kind,
            ZoneId zone,
            Jurisdiction jurisdiction,
            @Nullable Integer capacity)
            implements PlaceEvent {}

    /**
     * Somebody looked at the place and said what it is like.
     *
     * @param privacy whether what is said there stays there
     * @param validUntil the first day it no longer holds; none when open-ended
     */
    record PlaceAttested(
            PlaceId placeId,
            boolean neutral,
            boolean safe,
            boolean calm,
            @JsonProperty("private") boolean privacy,
            @Nullable Sealed note,
            @Nullable LocalDate validUntil,
            Occurred occurred)
            implements PlaceEvent {}
}
