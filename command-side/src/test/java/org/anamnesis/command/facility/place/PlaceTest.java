package org.anamnesis.command.facility.place;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.ATTESTATION_NOTE;
import static org.anamnesis.events.Label.PLACE_NAME;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.GARDEN_ROOM;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.anamnesis.command.facility.place.PlaceCommand.AttestPlace;
import org.anamnesis.command.facility.place.PlaceCommand.RegisterPlace;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.facility.PlaceEvent.PlaceRegistered;
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
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(PlaceCommand.class, Place.class)).isEmpty();
        assertThat(Vocabularies.unevolved(PlaceEvent.class, Place.class, Place.CHANGES_NOTHING))
                .isEmpty();
    }
}
