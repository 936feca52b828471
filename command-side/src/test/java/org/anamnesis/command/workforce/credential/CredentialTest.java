package org.anamnesis.command.workforce.credential;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.CREDENTIAL_BODY;
import static org.anamnesis.events.Label.CREDENTIAL_NUMBER;
import static org.anamnesis.events.Label.THERAPIST_NAME;
import static org.anamnesis.events.Label.VERIFICATION_METHOD;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.DR_FUCHS;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.LICENCE;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.command.workforce.credential.CredentialCommand.AddCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.VerifyCredential;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
import org.anamnesis.events.workforce.CredentialType;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class CredentialTest {

    private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
    private static final LocalDate TO = LocalDate.of(2027, 1, 1);

    private static final TestFacts FACTS = new TestFacts()
            .given(new TherapistRegistered(DR_WOLF, sealed(DR_WOLF, THERAPIST_NAME, "Wolf"), null, null));

    private final FixtureConfiguration<Credential> credential = new AggregateTestFixture<>(Credential.class)
            .registerInjectableResources(by(Role.RECORDS_OFFICER), FACTS.therapists, GLASS_VAULT);

    private static AddCredential add(TherapistId therapist, LocalDate from, LocalDate to) {
        return new AddCredential(
                LICENCE,
                therapist,
                CredentialType.LICENCE,
                secret("Chamber"),
                BERLIN_LAW,
                secret("PT-4711"),
                List.of(ServiceType.PSYCHOTHERAPY),
                from,
                to,
                false);
    }

    private static final CredentialAdded ADDED = new CredentialAdded(
            LICENCE,
            DR_WOLF,
            CredentialType.LICENCE,
            sealed(DR_WOLF, CREDENTIAL_BODY, "Chamber"),
            BERLIN_LAW,
            sealed(DR_WOLF, CREDENTIAL_NUMBER, "PT-4711"),
            List.of(ServiceType.PSYCHOTHERAPY),
            FROM,
            TO,
            false);

    @Test
    void a_licence_is_put_on_file_with_its_number_sealed() {
        credential.givenNoPriorActivity().when(add(DR_WOLF, FROM, TO)).expectEvents(ADDED);
    }

    @Test
    void a_licence_belongs_to_somebody_who_works_here() {
        credential.givenNoPriorActivity().when(add(DR_FUCHS, FROM, TO)).expectException(Unknown.class);
    }

    @Test
    void a_licence_ends_after_it_begins() {
        assertThatThrownBy(() -> add(DR_WOLF, TO, TO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_licence_is_verified_at_its_source_also_back_dated_but_never_ahead() {
        var yesterday = NOW.minusSeconds(86_400);

        credential
                .given(ADDED)
                .when(new VerifyCredential(LICENCE, Moment.of(yesterday), secret("by telephone"), null))
                .expectEvents(new CredentialVerifiedAtSource(
                        LICENCE, DR_WOLF, at(yesterday), sealed(DR_WOLF, VERIFICATION_METHOD, "by telephone"), null));
        credential
                .given(ADDED)
                .when(new VerifyCredential(LICENCE, Moment.of(NOW.plusSeconds(1)), null, null))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(CredentialCommand.class, Credential.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(CredentialEvent.class, Credential.class, Credential.CHANGES_NOTHING))
                .isEmpty();
    }
}
