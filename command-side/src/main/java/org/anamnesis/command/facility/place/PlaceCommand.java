package org.anamnesis.command.facility.place;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Secret;
import org.anamnesis.events.facility.PlaceId;
import org.anamnesis.events.facility.PlaceKind;
import org.anamnesis.events.web.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a place. */
sealed interface PlaceCommand extends Command {

    PlaceId placeId();

    @Override
    default PlaceId aggregate() {
        return placeId();
    }

    @Override
    default Set<Role> permitted() {
        return By.RECORDS;
    }

    /**
     * A place can be used.
     *
     * @param capacity how many people it holds; unknown if absent
     */
    record RegisterPlace(
            @MadeIfAbsent @TargetAggregateIdentifier PlaceId placeId,
            Secret name,
            PlaceKind kind,
            ZoneId zone,
            Jurisdiction jurisdiction,
            @Nullable @Min(1) @Max(1000) Integer capacity)
            implements PlaceCommand {}

    /**
     * Somebody has looked at the place.
     *
     * @param validUntil the first day the attestation no longer holds
     */
    record AttestPlace(
            @TargetAggregateIdentifier PlaceId placeId,
            boolean neutral,
            boolean safe,
            boolean calm,
            @JsonProperty("private") boolean privacy,
            @Nullable Secret note,
            @Nullable LocalDate validUntil)
            implements PlaceCommand {}
}
