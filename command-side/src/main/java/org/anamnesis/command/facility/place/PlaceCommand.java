package org.anamnesis.command.facility.place;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.support.By;
import org.anamnesis.command.support.Command;
import org.anamnesis.command.support.MadeIfAbsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Regarding;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.Secret;
import org.anamnesis.events.WeeklyHours;
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
    default @Nullable Regarding regarding() {
        return null;
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

    /** What was attested no longer holds. */
    record WithdrawAttestation(@TargetAggregateIdentifier PlaceId placeId, Secret reason) implements PlaceCommand {}

    /** Nobody is to meet there any more. */
    record ClosePlace(@TargetAggregateIdentifier PlaceId placeId, Secret reason) implements PlaceCommand {}

    /** One may meet there again. */
    record ReopenPlace(
            @TargetAggregateIdentifier PlaceId placeId,
            @Nullable Secret reason) implements PlaceCommand {}

    /**
     * In which hours of each week the place can be used; replaces what was set before.
     *
     * @param zone in which the hours are told
     */
    record SetPlaceAvailability(
            @TargetAggregateIdentifier PlaceId placeId,
            ZoneId zone,
            @Size(max = 50) List<@Valid WeeklyHours> weekly) implements PlaceCommand {

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_AND_RECEPTION;
        }
    }

    /**
     * The place can't be used.
     *
     * @param to the first moment, or day, that no longer belongs to it
     */
    record RecordPlaceAbsence(
            @TargetAggregateIdentifier PlaceId placeId,
            Moment from,
            Moment to,
            @Nullable Secret reason) implements PlaceCommand {

        public RecordPlaceAbsence {
            Moment.demandOrder(from, to);
        }

        @Override
        public Set<Role> permitted() {
            return By.RECORDS_AND_RECEPTION;
        }
    }
}
