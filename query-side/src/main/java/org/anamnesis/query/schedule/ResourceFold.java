package org.anamnesis.query.schedule;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.PlaceAbsenceRecorded;
import org.anamnesis.events.facility.PlaceEvent.PlaceAvailabilitySet;
import org.anamnesis.events.facility.PlaceEvent.PlaceClosed;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceEvent.PlaceReopened;
import org.anamnesis.events.workforce.TherapistEvent;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAbsenceRecorded;
import org.anamnesis.events.workforce.TherapistEvent.TherapistAvailabilitySet;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.query.schedule.Resource.Kind;
import org.anamnesis.query.support.Fold;
import org.axonframework.config.ProcessingGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps therapists and places as far as one plans with them: one row each. */
@Component
@ProcessingGroup(ResourceFold.VIEW)
final class ResourceFold implements Fold<UUID, Resource> {

    static final String VIEW = "resource-1";

    @Override
    public Collection<UUID> keys(Recorded<?> recorded) {
        return switch (recorded.event()) {
            case TherapistEvent event -> List.of(event.therapistId().value());
            case PlaceEvent event -> List.of(event.placeId().value());
            default -> List.of();
        };
    }

    @Override
    public @Nullable Resource fold(@Nullable Resource row, Recorded<?> recorded) {
        return switch (recorded.event()) {
            case TherapistRegistered event ->
                new Resource(
                        event.therapistId().value(),
                        recorded.clinic(),
                        Kind.THERAPIST,
                        event.name(),
                        PlannableTimes.any(null));
            case PlaceRegistered event ->
                new Resource(
                        event.placeId().value(),
                        recorded.clinic(),
                        Kind.PLACE,
                        event.name(),
                        PlannableTimes.any(event.zone()));
            default -> row == null ? null : row.with(changed(row.times(), recorded.event()));
        };
    }

    private static PlannableTimes changed(PlannableTimes times, Object event) {
        return switch (event) {
            case TherapistAvailabilitySet set -> times.in(set.zone(), set.weekly());
            case PlaceAvailabilitySet set -> times.in(set.zone(), set.weekly());
            case TherapistAbsenceRecorded absence -> times.without(absence.from(), absence.to());
            case PlaceAbsenceRecorded absence -> times.without(absence.from(), absence.to());
            case PlaceClosed closed -> times.closed(closed.occurred().at());
            case PlaceReopened reopened -> times.closed(null);
            default -> times;
        };
    }

    @Override
    public Class<Resource> row() {
        return Resource.class;
    }
}
