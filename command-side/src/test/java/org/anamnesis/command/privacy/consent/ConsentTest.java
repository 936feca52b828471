package org.anamnesis.command.privacy.consent;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.CLIENT_BIRTH_DATE;
import static org.anamnesis.events.Label.CLIENT_NAME;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BEN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.CONSENT;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.anamnesis.command.privacy.consent.ConsentCommand.RevokeConsent;
import org.anamnesis.command.privacy.consent.ConsentCommand.SignConsent;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.events.privacy.ConsentEvent;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.web.Role;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ConsentTest {

    private static final TestFacts FACTS = new TestFacts()
            .given(new ClientRegistered(
                    ANNA,
                    sealed(ANNA, CLIENT_NAME, "Anna"),
                    sealed(ANNA, CLIENT_BIRTH_DATE, "1990-04-01"),
                    null,
                    null,
                    null,
                    LegalStatus.ADULT,
                    BERLIN_LAW));

    private final FixtureConfiguration<Consent> consent =
            new AggregateTestFixture<>(Consent.class).registerInjectableResources(by(Role.RECEPTION), FACTS.clients);

    private static SignConsent sign(ClientId client, long signedAt, long expires) {
        return new SignConsent(
                CONSENT,
                client,
                ConsentType.TREATMENT,
                Moment.of(NOW.plusSeconds(signedAt)),
                Moment.of(NOW.plusSeconds(expires)));
    }

    @Test
    void a_client_agrees_until_a_day() {
        consent.givenNoPriorActivity()
                .when(sign(ANNA, -60, 3600))
                .expectEvents(new ConsentSigned(
                        CONSENT,
                        ANNA,
                        ConsentType.TREATMENT,
                        at(NOW.minusSeconds(60)),
                        NOW.plusSeconds(3600),
                        List.of()));
    }

    @Test
    void a_consent_is_signed_before_now_and_expires_later() {
        consent.givenNoPriorActivity()
                .when(sign(ANNA, 60, 30))
                .expectExceptionMessage("UNMET_PRECONDITION, UNMET_PRECONDITION");
    }

    @Test
    void only_a_client_consents() {
        consent.givenNoPriorActivity().when(sign(BEN, -60, 60)).expectException(Unknown.class);
    }

    @Test
    void a_consent_is_taken_back_once_and_not_before_it_was_given() {
        var signed = new ConsentSigned(CONSENT, ANNA, ConsentType.TREATMENT, at(NOW.minusSeconds(60)), null, List.of());
        var revoked = new ConsentRevoked(CONSENT, ANNA, ConsentType.TREATMENT, at(NOW), List.of());

        consent.given(signed).when(new RevokeConsent(CONSENT, null, null)).expectEvents(revoked);
        consent.given(signed, revoked)
                .when(new RevokeConsent(CONSENT, null, null))
                .expectExceptionMessage("ILLEGAL_STATE");
        consent.given(signed)
                .when(new RevokeConsent(CONSENT, null, Moment.of(NOW.minusSeconds(61))))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(ConsentCommand.class, Consent.class)).isEmpty();
        assertThat(Vocabularies.unevolved(ConsentEvent.class, Consent.class, Set.of()))
                .isEmpty();
    }
}
