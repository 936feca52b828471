package org.anamnesis.command.intake.client;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.CLIENT_BIRTH_DATE;
import static org.anamnesis.events.Label.CLIENT_CONTACT;
import static org.anamnesis.events.Label.CLIENT_NAME;
import static org.anamnesis.events.Label.LEGAL_HOLD_REASON;
import static org.anamnesis.events.Label.LEGAL_HOLD_RELEASE_REASON;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.anamnesis.command.intake.client.ClientCommand.CorrectClientDetails;
import org.anamnesis.command.intake.client.ClientCommand.GivePrivacyNotice;
import org.anamnesis.command.intake.client.ClientCommand.PlaceLegalHold;
import org.anamnesis.command.intake.client.ClientCommand.RegisterClient;
import org.anamnesis.command.intake.client.ClientCommand.ReleaseLegalHold;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Precision;
import org.anamnesis.events.intake.ClientEvent;
import org.anamnesis.events.intake.ClientEvent.ClientDetailsCorrected;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientEvent.LegalHoldPlaced;
import org.anamnesis.events.intake.ClientEvent.LegalHoldReleased;
import org.anamnesis.events.intake.ClientEvent.PrivacyNoticeGiven;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.events.web.Role;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ClientTest {

    private final FixtureConfiguration<Client> client = new AggregateTestFixture<>(Client.class)
            .registerInjectableResources(by(Role.RECEPTION), GLASS_VAULT, new TestFacts().given(REGISTERED).clients);

    private static RegisterClient register(String birthDate) {
        return new RegisterClient(
                ANNA,
                secret("Anna"),
                secret(birthDate),
                secret("anna@example.org"),
                null,
                null,
                LegalStatus.ADULT,
                BERLIN_LAW);
    }

    private static final ClientRegistered REGISTERED = new ClientRegistered(
            ANNA,
            sealed(ANNA, CLIENT_NAME, "Anna"),
            sealed(ANNA, CLIENT_BIRTH_DATE, "1990-04-01"),
            sealed(ANNA, CLIENT_CONTACT, "anna@example.org"),
            null,
            null,
            LegalStatus.ADULT,
            BERLIN_LAW);

    @Test
    void who_somebody_is_is_sealed() {
        client.givenNoPriorActivity().when(register("1990-04-01")).expectEvents(REGISTERED);
        assertThat(register("1990-04-01").toString()).doesNotContain("Anna", "1990", "example");
    }

    @Test
    void a_birth_date_is_a_day() {
        assertThatThrownBy(() -> register("April")).hasMessage("birthDate is a day such as 1990-04-01");
    }

    @Test
    void a_notice_given_on_a_day_long_ago_is_recorded_to_the_day_and_as_late() {
        var day = LocalDate.of(2026, 11, 1);

        client.given(REGISTERED)
                .when(new GivePrivacyNotice(ANNA, "2026-01", Moment.read("2026-11-01")))
                .expectEvents(new PrivacyNoticeGiven(
                        ANNA,
                        "2026-01",
                        new Occurred(day.atStartOfDay(BERLIN).toInstant(), BERLIN, Precision.DAY),
                        List.of(new Flag("LATE_ENTRY", "recorded 19 days after it happened"))));
        client.given(REGISTERED)
                .when(new GivePrivacyNotice(ANNA, "2026-01", Moment.of(NOW.plusSeconds(1))))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void corrected_details_are_all_of_them_as_they_are_right() {
        client.given(REGISTERED)
                .when(new CorrectClientDetails(
                        ANNA,
                        secret("Anna Berg"),
                        secret("1990-04-02"),
                        null,
                        null,
                        null,
                        LegalStatus.ADULT,
                        BERLIN_LAW))
                .expectEvents(new ClientDetailsCorrected(
                        ANNA,
                        sealed(ANNA, CLIENT_NAME, "Anna Berg"),
                        sealed(ANNA, CLIENT_BIRTH_DATE, "1990-04-02"),
                        null,
                        null,
                        null,
                        LegalStatus.ADULT,
                        BERLIN_LAW));
    }

    @Test
    void a_legal_hold_is_placed_once_and_can_be_released() {
        var placed = new LegalHoldPlaced(ANNA, sealed(ANNA, LEGAL_HOLD_REASON, "a dispute"));
        var released = new LegalHoldReleased(ANNA, sealed(ANNA, LEGAL_HOLD_RELEASE_REASON, "settled"));

        client.given(REGISTERED)
                .when(new PlaceLegalHold(ANNA, secret("a dispute")))
                .expectEvents(placed);
        client.given(REGISTERED, placed)
                .when(new PlaceLegalHold(ANNA, secret("another")))
                .expectExceptionMessage("ILLEGAL_STATE");
        client.given(REGISTERED, placed)
                .when(new ReleaseLegalHold(ANNA, secret("settled")))
                .expectEvents(released);
        client.given(REGISTERED, placed, released)
                .when(new ReleaseLegalHold(ANNA, secret("settled")))
                .expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(ClientCommand.class, Client.class)).isEmpty();
        assertThat(Vocabularies.unevolved(ClientEvent.class, Client.class, Client.CHANGES_NOTHING))
                .isEmpty();
    }
}
