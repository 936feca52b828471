package org.anamnesis.command.governance.grant;

import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.CLIENT_BIRTH_DATE;
import static org.anamnesis.events.Label.CLIENT_NAME;
import static org.anamnesis.events.Label.DESTRUCTION_NOTE;
import static org.anamnesis.events.Label.GRANT_END_REASON;
import static org.anamnesis.events.Label.GRANT_RECIPIENT;
import static org.anamnesis.events.Label.GRANT_UNDERTAKING;
import static org.anamnesis.events.Label.THERAPIST_NAME;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BEN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.BERLIN_LAW;
import static org.anamnesis.fixtures.SampleClinic.DR_FUCHS;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.at;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.anamnesis.command.governance.grant.AccessGrantCommand.ConfirmDestruction;
import org.anamnesis.command.governance.grant.AccessGrantCommand.EndAccessGrant;
import org.anamnesis.command.governance.grant.AccessGrantCommand.GrantAccess;
import org.anamnesis.command.governance.grant.AccessGrantCommand.ScopeAsked;
import org.anamnesis.command.support.Moment;
import org.anamnesis.command.support.Unknown;
import org.anamnesis.command.support.facts.TestFacts;
import org.anamnesis.events.Flag;
import org.anamnesis.events.Ground;
import org.anamnesis.events.Occurred;
import org.anamnesis.events.Precision;
import org.anamnesis.events.governance.AccessGrantEvent;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGrantEnded;
import org.anamnesis.events.governance.AccessGrantEvent.AccessGranted;
import org.anamnesis.events.governance.AccessGrantEvent.CopiesDestroyed;
import org.anamnesis.events.governance.AccessGrantId;
import org.anamnesis.events.governance.GrantPurpose;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.governance.Scope;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.events.web.Role;
import org.anamnesis.events.workforce.TherapistEvent.TherapistRegistered;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessGrantTest {

    private static final TestFacts FACTS = new TestFacts()
            .given(
                    new ClientRegistered(
                            ANNA,
                            sealed(ANNA, CLIENT_NAME, "Anna"),
                            sealed(ANNA, CLIENT_BIRTH_DATE, "1990-04-01"),
                            null,
                            null,
                            null,
                            LegalStatus.ADULT,
                            BERLIN_LAW),
                    new TherapistRegistered(DR_WOLF, sealed(DR_WOLF, THERAPIST_NAME, "Dr Wolf"), null, null));

    private static final AccessGrantId GRANT = new AccessGrantId(id(110));
    private static final Moment SIGNED = Moment.read("2026-11-02");
    private static final Instant IN_TWO_WEEKS = NOW.plus(Duration.ofDays(14));
    private static final LocalDate BY_NEW_YEAR = LocalDate.parse("2026-12-31");
    private static final ScopeAsked ONE_QUARTER_OF_DR_WOLF = scope(DR_WOLF, null);
    private static final Ground UNDERTAKEN = ground("UNDERTAKING", "undertaken in writing on 2026-11-02 (42 CFR 2.53)");

    private final FixtureConfiguration<AccessGrant> grant = new AggregateTestFixture<>(AccessGrant.class)
            .registerInjectableResources(by(Role.PRIVACY_OFFICER), GLASS_VAULT, FACTS.therapists, FACTS.clients);

    private static Ground ground(String check, String basis) {
        return new Ground(check, basis, "house@1", List.of());
    }

    private static ScopeAsked scope(TherapistId therapist, @Nullable ClientId client) {
        return new ScopeAsked(
                List.of(therapist),
                client == null ? List.of() : List.of(client),
                LocalDate.parse("2026-07-01"),
                LocalDate.parse("2026-10-01"),
                List.of(ReportId.PRACTICE_AUTHORITY));
    }

    private static GrantAccess ask(
            @Nullable Moment signed, ScopeAsked scope, Instant until, boolean copies, @Nullable LocalDate destroyBy) {
        return new GrantAccess(
                GRANT,
                "Board of Psychology",
                secret("Ms Board"),
                GrantPurpose.LICENSING,
                signed,
                secret("in the safe"),
                scope,
                null,
                Moment.of(until),
                copies,
                false,
                destroyBy);
    }

    private static GrantAccess onSite() {
        return ask(SIGNED, ONE_QUARTER_OF_DR_WOLF, IN_TWO_WEEKS, false, null);
    }

    private static AccessGranted granted(
            Instant from, Instant until, @Nullable LocalDate destroyBy, Ground... grounds) {
        return new AccessGranted(
                GRANT,
                "Board of Psychology",
                sealed(GRANT, GRANT_RECIPIENT, "Ms Board"),
                GrantPurpose.LICENSING,
                new Occurred(Instant.parse("2026-11-01T23:00:00Z"), BERLIN, Precision.DAY),
                sealed(GRANT, GRANT_UNDERTAKING, "in the safe"),
                new Scope(
                        List.of(DR_WOLF),
                        List.of(),
                        LocalDate.parse("2026-07-01"),
                        LocalDate.parse("2026-10-01"),
                        List.of("R-10")),
                from,
                until,
                destroyBy != null,
                false,
                destroyBy,
                List.of(grounds));
    }

    @Test
    void a_board_may_look_in_for_two_weeks_after_it_undertook_how_it_will_use_what_it_reads() {
        grant.givenNoPriorActivity().when(onSite()).expectEvents(granted(NOW, IN_TWO_WEEKS, null, UNDERTAKEN));
    }

    @Test
    void copies_are_granted_until_they_have_to_be_destroyed() {
        grant.givenNoPriorActivity()
                .when(ask(SIGNED, ONE_QUARTER_OF_DR_WOLF, IN_TWO_WEEKS, true, BY_NEW_YEAR))
                .expectEvents(granted(
                        NOW,
                        IN_TWO_WEEKS,
                        BY_NEW_YEAR,
                        UNDERTAKEN,
                        ground("DESTRUCTION", "copies are destroyed by 2026-12-31 (42 CFR 2.53)")));
    }

    @Test
    void all_reasons_to_refuse_are_named_at_once() {
        grant.givenNoPriorActivity()
                .when(ask(null, ONE_QUARTER_OF_DR_WOLF, NOW, true, null))
                .expectNoEvents()
                .expectExceptionMessage("UNMET_PRECONDITION, UNMET_PRECONDITION, UNMET_PRECONDITION");
    }

    @Test
    void an_undertaking_is_signed_beforehand() {
        grant.givenNoPriorActivity()
                .when(ask(Moment.of(NOW.plusSeconds(1)), ONE_QUARTER_OF_DR_WOLF, IN_TWO_WEEKS, false, null))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void copies_are_not_to_be_destroyed_before_the_last_can_be_made_nor_where_none_are() {
        var dayBefore = LocalDate.parse("2026-12-03");
        grant.givenNoPriorActivity()
                .when(ask(SIGNED, ONE_QUARTER_OF_DR_WOLF, IN_TWO_WEEKS, true, dayBefore))
                .expectExceptionMessage("UNMET_PRECONDITION");
        grant.givenNoPriorActivity()
                .when(ask(SIGNED, ONE_QUARTER_OF_DR_WOLF, IN_TWO_WEEKS, false, BY_NEW_YEAR))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void therapists_and_clients_have_to_be_known() {
        grant.givenNoPriorActivity()
                .when(ask(SIGNED, scope(DR_FUCHS, null), IN_TWO_WEEKS, false, null))
                .expectException(Unknown.class)
                .expectExceptionMessage("scope.therapists[0]");
        grant.givenNoPriorActivity()
                .when(ask(SIGNED, scope(DR_WOLF, BEN), IN_TWO_WEEKS, false, null))
                .expectException(Unknown.class)
                .expectExceptionMessage("scope.clients[0]");
        grant.givenNoPriorActivity()
                .when(ask(SIGNED, scope(DR_WOLF, ANNA), IN_TWO_WEEKS, false, null))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void it_can_be_ended_once_before_its_time() {
        var end = new EndAccessGrant(GRANT, secret("complaint"));
        var ended = new AccessGrantEnded(GRANT, sealed(GRANT, GRANT_END_REASON, "complaint"), NOW);

        grant.given(granted(NOW, IN_TWO_WEEKS, null)).when(end).expectEvents(ended);
        grant.given(granted(NOW, IN_TWO_WEEKS, null), ended).when(end).expectExceptionMessage("ILLEGAL_STATE");
        grant.given(granted(NOW.minusSeconds(60), NOW, null)).when(end).expectExceptionMessage("ILLEGAL_STATE");
    }

    @Test
    void that_copies_were_destroyed_is_confirmed_once_after_the_end() {
        var confirm = new ConfirmDestruction(GRANT, null, secret("by letter"));
        var over = granted(NOW.minusSeconds(60), NOW, BY_NEW_YEAR);
        var destroyed = new CopiesDestroyed(GRANT, sealed(GRANT, DESTRUCTION_NOTE, "by letter"), at(NOW), List.of());

        grant.given(over).when(confirm).expectEvents(destroyed);
        grant.given(over, destroyed).when(confirm).expectExceptionMessage("ILLEGAL_STATE");
        grant.given(granted(NOW, IN_TWO_WEEKS, BY_NEW_YEAR)).when(confirm).expectExceptionMessage("ILLEGAL_STATE");
        grant.given(granted(NOW.minusSeconds(60), NOW, null))
                .when(confirm)
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void copies_that_were_destroyed_late_are_on_record_as_such() {
        var due = LocalDate.parse("2026-11-18");

        grant.given(granted(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(3)), due))
                .when(new ConfirmDestruction(GRANT, Moment.read("2026-11-19"), null))
                .expectEvents(new CopiesDestroyed(
                        GRANT,
                        null,
                        new Occurred(Instant.parse("2026-11-18T23:00:00Z"), BERLIN, Precision.DAY),
                        List.of(
                                new Flag("LATE_ENTRY", "recorded 34 hours after it happened"),
                                new Flag("DESTROYED_LATE", "destroyed on 2026-11-19, due by 2026-11-18"))));
    }

    @Test
    void every_command_is_decided_and_every_event_evolved() {
        assertThat(Vocabularies.undecided(AccessGrantCommand.class, AccessGrant.class))
                .isEmpty();
        assertThat(Vocabularies.unevolved(AccessGrantEvent.class, AccessGrant.class, Set.of()))
                .isEmpty();
    }
}
