package org.anamnesis.command.workforce.credential;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.CREDENTIAL_BODY;
import static org.anamnesis.events.Label.CREDENTIAL_NUMBER;
import static org.anamnesis.events.Label.STANDING_REASON;
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
import org.anamnesis.command.workforce.credential.CredentialCommand.LiftSuspension;
import org.anamnesis.command.workforce.credential.CredentialCommand.RenewCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.RestrictCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.RevokeCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.SuspendCredential;
import org.anamnesis.command.workforce.credential.CredentialCommand.VerifyCredential;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRenewed;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRestricted;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRevoked;
import org.anamnesis.events.workforce.CredentialEvent.CredentialSuspended;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
import org.anamnesis.events.workforce.CredentialEvent.SuspensionLifted;
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
    void a_renewal_makes_it_hold_for_longer_never_shorter() {
        credential
                .given(ADDED)
                .when(new RenewCredential(LICENCE, TO.plusYears(2), null, null))
                .expectEvents(new CredentialRenewed(LICENCE, DR_WOLF, TO, TO.plusYears(2), at(NOW), null));
        credential
                .given(ADDED)
                .when(new RenewCredential(LICENCE, TO, null, null))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void a_suspension_may_be_back_dated_and_is_lifted_once_not_before_it_began() {
        var march = NOW.minusSeconds(200 * 86_400L);
        var suspended =
                new CredentialSuspended(LICENCE, DR_WOLF, at(march), sealed(DR_WOLF, STANDING_REASON, "complaint"));

        credential
                .given(ADDED)
                .when(new SuspendCredential(LICENCE, Moment.of(march), secret("complaint")))
                .expectEvents(suspended);
        credential
                .given(ADDED, suspended)
                .when(new SuspendCredential(LICENCE, null, null))
                .expectExceptionMessage("ILLEGAL_STATE");
        credential
                .given(ADDED, suspended)
                .when(new LiftSuspension(LICENCE, Moment.of(march.minusSeconds(1)), null))
                .expectExceptionMessage("UNMET_PRECONDITION");
        credential
                .given(ADDED, suspended)
                .when(new LiftSuspension(LICENCE, null, null))
                .expectEvents(new SuspensionLifted(LICENCE, DR_WOLF, at(NOW), null));
        credential.given(ADDED).when(new LiftSuspension(LICENCE, null, null)).expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void a_restriction_only_narrows() {
        credential
                .given(ADDED)
                .when(new RestrictCredential(LICENCE, List.of(ServiceType.PSYCHOTHERAPY), null, null))
                .expectEvents(
                        new CredentialRestricted(LICENCE, DR_WOLF, List.of(ServiceType.PSYCHOTHERAPY), at(NOW), null));
        credential
                .given(ADDED)
                .when(new RestrictCredential(LICENCE, List.of(ServiceType.COUNSELLING), null, null))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void what_was_revoked_stays_so() {
        var revoked = new CredentialRevoked(LICENCE, DR_WOLF, at(NOW), null);

        credential.given(ADDED).when(new RevokeCredential(LICENCE, null, null)).expectEvents(revoked);
        credential
                .given(ADDED, revoked)
                .when(new RenewCredential(LICENCE, TO.plusYears(2), null, null))
                .expectExceptionMessage("ILLEGAL_STATE");
        credential
                .given(ADDED, revoked)
                .when(new RevokeCredential(LICENCE, null, null))
                .expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(CredentialCommand.class, Credential.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(CredentialEvent.class, Credential.class, Credential.CHANGES_NOTHING))
                .isEmpty();
    }
}
