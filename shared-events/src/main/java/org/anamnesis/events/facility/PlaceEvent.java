package org.anamnesis.events.facility;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.anamnesis.events.Dated;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.WeeklyHours;
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
            implements PlaceEvent, Dated {}

    /** What was attested no longer holds, whatever day it was given until. */
    record AttestationWithdrawn(PlaceId placeId, Sealed reason, Occurred occurred) implements PlaceEvent, Dated {}

    /** Nobody meets there until it is reopened. */
    record PlaceClosed(PlaceId placeId, Sealed reason, Occurred occurred) implements PlaceEvent, Dated {}

    /** The place can be used again. */
    record PlaceReopened(PlaceId placeId, @Nullable Sealed reason, Occurred occurred) implements PlaceEvent, Dated {}

    /**
     * The hours of each week in which the place can be used; they replace earlier ones.
     *
     * @param weekly none where it can't be used at all
     */
    record PlaceAvailabilitySet(PlaceId placeId, ZoneId zone, List<WeeklyHours> weekly) implements PlaceEvent {}

    /** The place can't be used for a time; the end does not belong to it. */
    record PlaceAbsenceRecorded(
            PlaceId placeId,
            Instant from,
            Instant to,
            @Nullable Sealed reason) implements PlaceEvent {}
}
