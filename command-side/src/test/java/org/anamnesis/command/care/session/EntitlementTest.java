package org.anamnesis.command.care.session;

import static org.anamnesis.command.support.Circumstances.HOUSE_BOOK;
import static org.anamnesis.command.support.Circumstances.HOUSE_RULES;
import static org.anamnesis.command.support.facts.TestFacts.recorded;
import static org.anamnesis.events.Label.ATTESTATION_NOTE;
import static org.anamnesis.events.Label.CREDENTIAL_BODY;
import static org.anamnesis.events.Label.CREDENTIAL_NUMBER;
import static org.anamnesis.events.Label.WITHDRAWAL_REASON;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.CONSENT;
import static org.anamnesis.fixtures.SampleClinic.DR_FUCHS;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.GARDEN_ROOM;
import static org.anamnesis.fixtures.SampleClinic.LICENCE;
import static org.anamnesis.fixtures.SampleClinic.MONDAY_AT_TEN;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.Jurisdiction;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.facility.PlaceEvent.AttestationWithdrawn;
import org.anamnesis.events.facility.PlaceEvent.PlaceAttested;
import org.anamnesis.events.governance.RuleDocument;
import org.anamnesis.events.governance.RuleLayer;
import org.anamnesis.events.governance.RuleProfileEvent.RuleProfilePublished;
import org.anamnesis.events.governance.RuleProfileId;
import org.anamnesis.events.privacy.ConsentEvent.ConsentRevoked;
import org.anamnesis.events.privacy.ConsentEvent.ConsentSigned;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.rules.Attestation;
import org.anamnesis.events.rules.Entitlement;
import org.anamnesis.events.rules.Entitlement.Question;
import org.anamnesis.events.rules.Fact;
import org.anamnesis.events.rules.GivenConsent;
import org.anamnesis.events.rules.Licence;
import org.anamnesis.events.rules.Supervision;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.CredentialEvent.CredentialAdded;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRenewed;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRestricted;
import org.anamnesis.events.workforce.CredentialEvent.CredentialRevoked;
import org.anamnesis.events.workforce.CredentialEvent.CredentialSuspended;
import org.anamnesis.events.workforce.CredentialEvent.CredentialVerifiedAtSource;
import org.anamnesis.events.workforce.CredentialEvent.SuspensionLifted;
import org.anamnesis.events.workforce.CredentialId;
import org.anamnesis.events.workforce.CredentialType;
import org.anamnesis.events.workforce.ServiceType;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionAgreed;
import org.anamnesis.events.workforce.SupervisionEvent.SupervisionEnded;
import org.anamnesis.events.workforce.SupervisionId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntitlementTest {

    private static final Instant JANUARY = Instant.parse("2026-01-15T09:00:00Z");

    private final TestFacts facts = new TestFacts();
    private final PostgresCredentials credentials =
            new PostgresCredentials(facts.sql, new EventSerializer(), facts.supervisions);
    private final PostgresAttestations attestations = new PostgresAttestations(facts.sql);
    private final Map<CredentialId, Licence> licences = new HashMap<>();
    private final Map<SupervisionId, Supervision> agreed = new HashMap<>();
    private List<Attestation> attested = List.of();

    /** The tables hear of it, and whoever judges later folds it. */
    private void happened(Object event) {
        var recorded = recorded(event);
        credentials.note(recorded);
        attestations.note(recorded);
        facts.supervisions.note(recorded);
        if (event instanceof CredentialEvent about) {
            licences.compute(
                    about.credentialId(),
                    (id, before) -> before == null
                            ? Licence.of((CredentialAdded) about, recorded.eventId())
                            : before.after(about, recorded.eventId()));
        }
        if (event instanceof SupervisionAgreed about && about.superviseeId().equals(DR_WOLF)) {
            agreed.put(about.supervisionId(), Supervision.of(about, recorded.eventId()));
        }
        if (event instanceof SupervisionEnded about) {
            agreed.computeIfPresent(about.supervisionId(), (id, before) -> before.after(about));
        }
        if (event instanceof PlaceEvent about) {
            attested = Attestation.after(attested, about, recorded.eventId());
        }
    }

    private static CredentialAdded licence(boolean needsSupervision) {
        return added(LICENCE, CredentialType.LICENCE, needsSupervision);
    }

    private static CredentialAdded added(CredentialId credentialId, CredentialType type, boolean needsSupervision) {
        return new CredentialAdded(
                credentialId,
                DR_WOLF,
                type,
                sealed(DR_WOLF, CREDENTIAL_BODY, "Chamber"),
                BERLIN_LAW,
                sealed(DR_WOLF, CREDENTIAL_NUMBER, "4711"),
                List.of(ServiceType.PSYCHOTHERAPY),
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2027, 1, 1),
                needsSupervision);
    }

    private void verified(Instant when) {
        happened(new CredentialVerifiedAtSource(LICENCE, DR_WOLF, at(when), null, null));
    }

    private Entitlement ask(ServiceType service, Jurisdiction law, Instant when) {
        var question = new Question(service, law, when, BERLIN, HOUSE_RULES);
        var entitlement = credentials.entitlement(CLINIC, DR_WOLF, question);
        assertThat(Entitlement.judge(licences.values(), agreed.values(), question))
                .as("as whoever judges later finds")
                .isEqualTo(entitlement);
        return entitlement;
    }

    private Fact credential(ServiceType service, Jurisdiction law, Instant when) {
        return ask(service, law, when).credential();
    }

    @Test
    void a_verified_licence_entitles_and_names_the_events_that_say_so() {
        happened(licence(false));
        verified(NOW);

        var fact = credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, MONDAY_AT_TEN.start());

        assertThat(fact.basis()).isEqualTo("DE-BE LICENCE valid 2025-01-01..2027-01-01, verified 2026-11-20");
        assertThat(fact.evidence()).hasSize(2);
    }

    @Test
    void the_day_of_a_verification_is_told_as_people_there_would() {
        happened(licence(false));
        verified(Instant.parse("2026-10-01T22:00:00Z"));

        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW).basis())
                .endsWith("verified 2026-10-02");
    }

    @Test
    void a_later_attestation_changes_nothing_about_a_session_before_it() {
        attest(true, null, NOW.minus(Duration.ofDays(100)));
        attest(false, null, NOW);

        assertThat(attested(NOW.minus(Duration.ofDays(50)))).isTrue();
        assertThat(attested(NOW)).isFalse();
    }

    @Test
    void another_service_law_or_day_is_not_covered() {
        happened(licence(false));
        verified(NOW);

        assertThat(credential(ServiceType.COUNSELLING, BERLIN_LAW, NOW).troubles())
                .extracting(Fact.Trouble::detail)
                .containsExactly("no credential for COUNSELLING in DE-BE");
        assertThat(credential(ServiceType.PSYCHOTHERAPY, new Jurisdiction("US-CA"), NOW)
                        .holds())
                .isFalse();
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, Instant.parse("2026-12-31T22:59:00Z"))
                        .holds())
                .isTrue();
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, Instant.parse("2026-12-31T23:00:00Z"))
                        .holds())
                .isFalse();
    }

    @Test
    void a_licence_that_nobody_verified_lately_does_not_entitle() {
        happened(licence(false));
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW).holds())
                .isFalse();

        verified(NOW.minus(Duration.ofDays(366)));
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW).holds())
                .isFalse();
    }

    @Test
    void what_is_confirmed_later_says_nothing_of_before_and_takes_nothing_back() {
        happened(licence(false));
        verified(NOW);
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW.minusSeconds(1))
                        .troubles())
                .extracting(Fact.Trouble::detail)
                .containsExactly("no credential for PSYCHOTHERAPY in DE-BE was verified at its source in time");

        verified(JANUARY);
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW.minusSeconds(1))
                        .basis())
                .endsWith("verified 2026-01-15");
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW).basis())
                .endsWith("verified 2026-11-20");
    }

    @Test
    void a_renewal_that_comes_late_leaves_a_gap() {
        happened(licence(false)); // to the end of 2026
        var late = Instant.parse("2027-01-20T12:00:00Z");
        verified(NOW);
        happened(new CredentialRenewed(
                LICENCE, DR_WOLF, LocalDate.of(2027, 1, 1), LocalDate.of(2029, 1, 1), at(late), null));

        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, Instant.parse("2026-12-31T12:00:00Z"))
                        .holds())
                .isTrue();
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, Instant.parse("2027-01-19T12:00:00Z"))
                        .troubles())
                .extracting(Fact.Trouble::detail)
                .containsExactly("no credential for PSYCHOTHERAPY in DE-BE is valid on 2027-01-19");
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, late).holds())
                .isTrue();
    }

    @Test
    void a_suspended_licence_entitles_again_once_the_suspension_is_lifted() {
        var march = Instant.parse("2026-03-01T00:00:00Z");
        var may = Instant.parse("2026-05-01T00:00:00Z");
        happened(licence(false));
        verified(JANUARY);

        happened(new CredentialSuspended(LICENCE, DR_WOLF, at(march), null));
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, march.minusSeconds(1))
                        .holds())
                .isTrue();
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, march).troubles())
                .extracting(Fact.Trouble::detail)
                .containsExactly("the credential for PSYCHOTHERAPY in DE-BE is suspended or revoked on 2026-03-01");

        happened(new SuspensionLifted(LICENCE, DR_WOLF, at(may), null));
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, may.minusSeconds(1))
                        .holds())
                .isFalse();
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, may).holds())
                .isTrue();

        happened(new CredentialRevoked(LICENCE, DR_WOLF, at(NOW), null));
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW).holds())
                .isFalse();
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW.minusSeconds(1))
                        .holds())
                .isTrue();
    }

    @Test
    void a_restriction_and_a_renewal_count_from_when_they_say() {
        happened(licence(false));
        verified(JANUARY);
        verified(NOW);

        happened(new CredentialRestricted(LICENCE, DR_WOLF, List.of(ServiceType.COUNSELLING), at(NOW), null));
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW).holds())
                .isFalse();
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW.minusSeconds(1))
                        .holds())
                .isTrue();

        happened(new CredentialRenewed(
                LICENCE, DR_WOLF, LocalDate.of(2027, 1, 1), LocalDate.of(2029, 1, 1), at(NOW), null));
        assertThat(credential(ServiceType.COUNSELLING, BERLIN_LAW, Instant.parse("2027-06-01T00:00:00Z"))
                        .holds())
                .isTrue();
    }

    @Test
    void a_licence_under_supervision_needs_a_supervisor() {
        happened(licence(true));
        verified(JANUARY);

        var entitlement = ask(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW);

        assertThat(entitlement.credential().holds()).isTrue();
        assertThat(entitlement.supervision().troubles())
                .extracting(Fact.Trouble::detail)
                .containsExactly("DE-BE LICENCE valid 2025-01-01..2027-01-01 needs supervision, and none is agreed");

        var supervision = new SupervisionId(id(45));
        var agreed = new SupervisionAgreed(supervision, DR_FUCHS, DR_WOLF, at(NOW.minusSeconds(60)));
        happened(agreed);
        happened(new SupervisionAgreed(new SupervisionId(id(46)), DR_WOLF, DR_FUCHS, at(NOW.minusSeconds(90))));

        assertThat(supervision(NOW).basis()).isEqualTo("agreed 2026-11-20");
        assertThat(supervision(NOW).evidence()).containsExactly(recorded(agreed).eventId());
        assertThat(supervision(NOW.minusSeconds(61)).holds()).isFalse();

        happened(new SupervisionEnded(supervision, DR_FUCHS, DR_WOLF, at(NOW.plusSeconds(60))));

        assertThat(supervision(NOW.plusSeconds(59)).holds()).isTrue();
        assertThat(supervision(NOW.plusSeconds(60)).holds()).isFalse();
    }

    private Fact supervision(Instant when) {
        return ask(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, when).supervision();
    }

    @Test
    void who_needs_no_supervision_is_asked_for_none_and_is_entitled_by_that_licence() {
        happened(licence(true));
        verified(NOW);
        var other = new CredentialId(id(41));
        happened(added(other, CredentialType.REGISTRATION, false));
        happened(new CredentialVerifiedAtSource(other, DR_WOLF, at(NOW), null, null));

        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, NOW).basis())
                .startsWith("DE-BE REGISTRATION");
        assertThat(supervision(NOW)).isEqualTo(Fact.holds(""));
    }

    @Test
    void a_later_order_does_not_undo_an_earlier_one_for_the_time_between() {
        var march = Instant.parse("2026-03-01T00:00:00Z");
        var may = Instant.parse("2026-05-01T00:00:00Z");
        happened(licence(false));
        verified(JANUARY);
        happened(new CredentialRestricted(LICENCE, DR_WOLF, List.of(ServiceType.COUNSELLING), at(march), null));
        happened(new CredentialRestricted(LICENCE, DR_WOLF, List.of(ServiceType.PSYCHOTHERAPY), at(may), null));

        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, march).holds())
                .isFalse();
        assertThat(credential(ServiceType.PSYCHOTHERAPY, BERLIN_LAW, may).holds())
                .isTrue();
    }

    @Test
    void a_place_is_attested_as_neutral_safe_and_calm_for_as_long_as_it_was_said() {
        assertThat(attested(NOW)).isFalse();

        attest(true, null);
        assertThat(attested(NOW)).isTrue();
        assertThat(attested(NOW.minusSeconds(1))).isFalse();

        attest(false, null);
        assertThat(attested(NOW)).isFalse();

        attest(true, LocalDate.of(2026, 11, 23));
        assertThat(attested(Instant.parse("2026-11-22T22:59:00Z"))).isTrue();
        assertThat(attested(Instant.parse("2026-11-22T23:00:00Z"))).isFalse();
    }

    @Test
    void what_was_attested_holds_until_it_is_withdrawn_and_from_the_next_time_on() {
        attest(true, null, NOW.minus(Duration.ofDays(30)));
        attest(true, null, NOW.minus(Duration.ofDays(10)));
        happened(new AttestationWithdrawn(
                GARDEN_ROOM, sealed(GARDEN_ROOM, WITHDRAWAL_REASON, "mould"), at(NOW.minus(Duration.ofDays(20)))));

        assertThat(attested(NOW.minus(Duration.ofDays(20)).minusSeconds(1))).isTrue();
        assertThat(attested(NOW.minus(Duration.ofDays(20)))).isFalse();
        assertThat(attested(NOW)).isTrue();
    }

    @Test
    void where_the_rules_say_so_an_attestation_grows_old() {
        attest(true, null, NOW);
        var rules = HOUSE_BOOK
                .after(new RuleProfilePublished(
                        new RuleProfileId(id(102)),
                        new RuleDocument(
                                "standard",
                                1,
                                RuleLayer.ACCREDITOR,
                                null,
                                null,
                                Map.of("placeAttestedWithin", "P1Y"),
                                Map.of(),
                                List.of()),
                        NOW))
                .at(NOW);

        assertThat(Attestation.hold(attested, Instant.parse("2027-11-20T22:59:00Z"), BERLIN, rules)
                        .holds())
                .isTrue();
        assertThat(Attestation.hold(attested, Instant.parse("2027-11-20T23:00:00Z"), BERLIN, rules)
                        .troubles())
                .extracting(Fact.Trouble::detail)
                .containsExactly("the place was attested on 2026-11-20, which is longer ago than P1Y");
    }

    @Test
    void a_consent_holds_from_its_signature_until_it_expires_or_is_taken_back() {
        var signed = new ConsentSigned(CONSENT, ANNA, ConsentType.TREATMENT, at(NOW), NOW.plusSeconds(100), List.of());
        var revoked = new ConsentRevoked(CONSENT, ANNA, ConsentType.TREATMENT, at(NOW.plusSeconds(50)), List.of());
        facts.given(signed);
        var given = GivenConsent.of(signed, recorded(signed).eventId());

        assertThat(agreed(given, NOW).basis()).isEqualTo("TREATMENT signed 2026-11-20");
        assertThat(agreed(given, NOW.minusSeconds(1)).holds()).isFalse();
        assertThat(agreed(given, NOW.plusSeconds(99)).holds()).isTrue();
        assertThat(agreed(given, NOW.plusSeconds(100)).holds()).isFalse();

        facts.given(revoked);

        assertThat(agreed(given.after(revoked), NOW.plusSeconds(49)).holds()).isTrue();
        assertThat(agreed(given.after(revoked), NOW.plusSeconds(50)).holds()).isFalse();
    }

    private Fact agreed(GivenConsent given, Instant when) {
        var fact = facts.consents.holds(CLINIC, ANNA, ConsentType.TREATMENT, when, BERLIN);
        assertThat(GivenConsent.holds(List.of(given), ConsentType.TREATMENT, when, BERLIN))
                .as("as whoever judges later finds")
                .isEqualTo(fact);
        return fact;
    }

    private void attest(boolean calm, @Nullable LocalDate validUntil) {
        attest(calm, validUntil, NOW);
    }

    private void attest(boolean calm, @Nullable LocalDate validUntil, Instant when) {
        happened(new PlaceAttested(
                GARDEN_ROOM, true, true, calm, true, sealed(GARDEN_ROOM, ATTESTATION_NOTE, "x"), validUntil, at(when)));
    }

    private boolean attested(Instant when) {
        var fact = attestations.attested(CLINIC, GARDEN_ROOM, when, BERLIN, HOUSE_RULES);
        assertThat(Attestation.hold(attested, when, BERLIN, HOUSE_RULES))
                .as("as whoever judges later finds")
                .isEqualTo(fact);
        return fact.holds();
    }
}
