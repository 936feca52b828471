package org.anamnesis.command.facility.place;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.ATTESTATION_NOTE;
import static org.anamnesis.events.Label.CLOSURE_REASON;
import static org.anamnesis.events.Label.PLACE_ABSENCE_REASON;
import static org.anamnesis.events.Label.PLACE_NAME;
import static org.anamnesis.events.Label.WITHDRAWAL_REASON;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.GARDEN_ROOM;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.anamnesis.command.facility.place.PlaceCommand.AttestPlace;
import org.anamnesis.command.facility.place.PlaceCommand.ClosePlace;
import org.anamnesis.command.facility.place.PlaceCommand.RecordPlaceAbsence;
import org.anamnesis.command.facility.place.PlaceCommand.RegisterPlace;
import org.anamnesis.command.facility.place.PlaceCommand.ReopenPlace;
import org.anamnesis.command.facility.place.PlaceCommand.SetPlaceAvailability;
import org.anamnesis.command.facility.place.PlaceCommand.WithdrawAttestation;
import org.anamnesis.command.support.Moment;
import org.anamnesis.events.WeeklyHours;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.AttestationWithdrawn;
import org.anamnesis.events.facility.PlaceEvent.PlaceAbsenceRecorded;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.facility.PlaceEvent.PlaceAvailabilitySet;
import org.anamnesis.events.facility.PlaceEvent.PlaceClosed;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
import org.anamnesis.events.facility.PlaceEvent.PlaceReopened;
import org.anamnesis.events.facility.PlaceKind;
import org.anamnesis.events.web.Role;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private final FixtureConfiguration<Place> place =
            new AggregateTestFixture<>(Place.class).registerInjectableResources(by(Role.RECORDS_OFFICER), GLASS_VAULT);

    private static final PlaceRegistered REGISTERED = new PlaceRegistered(
            GARDEN_ROOM, sealed(GARDEN_ROOM, PLACE_NAME, "Garden room"), PlaceKind.ROOM, BERLIN, BERLIN_LAW, 3);

    @Test
    void a_place_is_registered_and_attested() {
        var nextYear = LocalDate.of(2027, 11, 1);

        place.givenNoPriorActivity()
                .when(new RegisterPlace(GARDEN_ROOM, secret("Garden room"), PlaceKind.ROOM, BERLIN, BERLIN_LAW, 3))
                .expectEvents(REGISTERED);
        place.given(REGISTERED)
                .when(new AttestPlace(GARDEN_ROOM, true, true, true, false, secret("thin walls"), nextYear))
                .expectEvents(new PlaceAttested(
                        GARDEN_ROOM,
                        true,
                        true,
                        true,
                        false,
                        sealed(GARDEN_ROOM, ATTESTATION_NOTE, "thin walls"),
                        nextYear,
                        at(NOW)));
    }

    @Test
    void what_was_attested_can_be_taken_back() {
        place.given(REGISTERED)
                .when(new WithdrawAttestation(GARDEN_ROOM, secret("mould")))
                .expectEvents(new AttestationWithdrawn(
                        GARDEN_ROOM, sealed(GARDEN_ROOM, WITHDRAWAL_REASON, "mould"), at(NOW)));
    }

    @Test
    void a_place_is_closed_and_reopened_in_turn() {
        var closed = new PlaceClosed(GARDEN_ROOM, sealed(GARDEN_ROOM, CLOSURE_REASON, "flood"), at(NOW));

        place.given(REGISTERED)
                .when(new ClosePlace(GARDEN_ROOM, secret("flood")))
                .expectEvents(closed);
        place.given(REGISTERED, closed)
                .when(new ClosePlace(GARDEN_ROOM, secret("flood")))
                .expectExceptionMessage("ILLEGAL_STATE");
        place.given(REGISTERED, closed)
                .when(new ReopenPlace(GARDEN_ROOM, null))
                .expectEvents(new PlaceReopened(GARDEN_ROOM, null, at(NOW)));
        place.given(REGISTERED).when(new ReopenPlace(GARDEN_ROOM, null)).expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void a_place_has_hours_and_absences() {
        var mondays = List.of(new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.MIDNIGHT));

        place.given(REGISTERED)
                .when(new SetPlaceAvailability(GARDEN_ROOM, BERLIN, mondays))
                .expectEvents(new PlaceAvailabilitySet(GARDEN_ROOM, BERLIN, mondays));
        place.given(REGISTERED)
                .when(new RecordPlaceAbsence(
                        GARDEN_ROOM, Moment.read("2026-12-24"), Moment.read("2026-12-27"), secret("painters")))
                .expectEvents(new PlaceAbsenceRecorded(
                        GARDEN_ROOM,
                        Instant.parse("2026-12-23T23:00:00Z"),
                        Instant.parse("2026-12-26T23:00:00Z"),
                        sealed(GARDEN_ROOM, PLACE_ABSENCE_REASON, "painters")));
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(PlaceCommand.class, Place.class)).isEmpty();
        assertThat(Vocabularies.unevolved(PlaceEvent.class, Place.class, Place.CHANGES_NOTHING))
                .isEmpty();
    }
}
