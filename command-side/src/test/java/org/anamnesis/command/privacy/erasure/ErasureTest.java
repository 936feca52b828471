package org.anamnesis.command.privacy.erasure;

import static org.anamnesis.command.support.Circumstances.HOUSE_BOOK;
import static org.anamnesis.command.support.Circumstances.by;
import static org.anamnesis.events.Label.ERASURE_REASON;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BERLIN;
import static org.anamnesis.fixtures.SampleClinic.CLINIC;
import static org.anamnesis.fixtures.SampleClinic.DR_WOLF;
import static org.anamnesis.fixtures.SampleClinic.GLASS_VAULT;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.id;
import static org.anamnesis.fixtures.SampleClinic.sealed;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.anamnesis.command.privacy.erasure.ErasureCommand.ConfirmErasure;
import org.anamnesis.command.privacy.erasure.ErasureCommand.EraseSubject;
import org.anamnesis.command.privacy.erasure.ErasureCommand.RepeatErasure;
import org.anamnesis.command.privacy.erasure.Subjects.Known;
import org.anamnesis.command.support.Asked;
import org.anamnesis.events.Ground;
import org.anamnesis.events.access.PurposeOfUse;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.privacy.ErasureCause;
import org.anamnesis.events.privacy.ErasureEvent;
import org.anamnesis.events.privacy.ErasureEvent.ErasureRequested;
import org.anamnesis.events.privacy.ErasureEvent.SubjectErased;
import org.anamnesis.events.privacy.ErasureId;
import org.anamnesis.events.privacy.SubjectId;
import org.anamnesis.events.privacy.SubjectKind;
import org.anamnesis.events.web.Actor;
import org.anamnesis.events.web.Role;
import org.anamnesis.fixtures.Vocabularies;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private static final ErasureId ERASURE = new ErasureId(id(100));
    private static final SubjectId HER = new SubjectId(ANNA.value());
    private static final SubjectId HIM = new SubjectId(DR_WOLF.value());
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(8 * 365));
    private static final Instant LATELY = NOW.minus(Duration.ofDays(6 * 365));
    private static final String LAW = "GDPR 17(1)(d)";

    private static final EraseSubject ERASE = new EraseSubject(ERASURE, HER, null, null);
    private static final EraseSubject ERASE_EARLY = new EraseSubject(ERASURE, HER, LAW, secret("in writing"));
    private static final ErasureRequested REQUESTED = new ErasureRequested(
            ERASURE,
            HER,
            SubjectKind.CLIENT,
            ANNA,
            LAW,
            sealed(HER, ERASURE_REASON, "in writing"),
            List.of(
                    ground("LEGAL_HOLD", "no legal hold"),
                    ground("RETENTION_NOT_ELAPSED", "before its time by " + LAW)));

    private static Ground ground(String check, String basis) {
        return new Ground(check, basis, "house@1", List.of());
    }

    private static FixtureConfiguration<Erasure> where(Known subject) {
        return where(subject, by(Role.PRIVACY_OFFICER));
    }

    private static FixtureConfiguration<Erasure> where(Known subject, Asked asked) {
        Subjects subjects = (clinic, id, field) -> subject;
        return new AggregateTestFixture<>(Erasure.class).registerInjectableResources(asked, GLASS_VAULT, subjects);
    }

    private static Known her(boolean isErased, boolean isHeld, boolean isOpen, Instant closedAt) {
        return known(HER, SubjectKind.CLIENT, ANNA, isErased, isHeld, isOpen, closedAt);
    }

    private static Known known(
            SubjectId id,
            SubjectKind kind,
            @Nullable ClientId client,
            boolean isErased,
            boolean isHeld,
            boolean isOpen,
            @Nullable Instant closedAt) {
        return new Known(id, kind, client, isErased, isHeld, isOpen, closedAt);
    }

    /** An event as another officer caused it. */
    private static Object byAnother(ErasureEvent event) {
        return new GenericEventMessage<>(event, Map.of("actor", "another"));
    }

    @Test
    void after_the_retention_time_one_person_is_enough() {
        var grounds = List.of(
                ground("LEGAL_HOLD", "no legal hold"),
                ground("RETENTION_NOT_ELAPSED", "closed on 2018-11-22, kept for P7Y"));
        where(her(false, false, false, LONG_AGO))
                .givenNoPriorActivity()
                .when(ERASE)
                .expectEvents(
                        new ErasureRequested(ERASURE, HER, SubjectKind.CLIENT, ANNA, null, null, grounds),
                        new SubjectErased(ERASURE, HER, SubjectKind.CLIENT, ANNA, ErasureCause.REQUEST, null, grounds));
    }

    @Test
    void before_it_takes_a_legal_ground_and_is_only_asked_for() {
        where(her(false, false, false, LATELY))
                .givenNoPriorActivity()
                .when(ERASE)
                .expectExceptionMessage("RETENTION_NOT_ELAPSED");
        where(her(false, false, false, LATELY))
                .givenNoPriorActivity()
                .when(ERASE_EARLY)
                .expectEvents(REQUESTED);
    }

    @Test
    void another_officer_confirms_it_and_nobody_confirms_their_own() {
        var lately = her(false, false, false, LATELY);

        where(lately)
                .given(byAnother(REQUESTED))
                .when(new ConfirmErasure(ERASURE))
                .expectEvents(new SubjectErased(
                        ERASURE,
                        HER,
                        SubjectKind.CLIENT,
                        ANNA,
                        ErasureCause.REQUEST,
                        LAW,
                        List.of(
                                ground("SECOND_PERSON", "asked for by one, confirmed by another"),
                                ground("LEGAL_HOLD", "no legal hold"))));
        where(
                        lately,
                        new Asked(
                                new Actor("another", null, EnumSet.of(Role.PRIVACY_OFFICER), CLINIC),
                                Role.PRIVACY_OFFICER,
                                PurposeOfUse.OPERATIONS,
                                NOW,
                                BERLIN,
                                HOUSE_BOOK::at))
                .given(byAnother(REQUESTED))
                .when(new ConfirmErasure(ERASURE))
                .expectExceptionMessage("UNMET_PRECONDITION");
    }

    @Test
    void a_legal_hold_is_never_overridden_also_when_it_was_placed_in_between() {
        where(her(false, true, false, LONG_AGO))
                .givenNoPriorActivity()
                .when(ERASE_EARLY)
                .expectExceptionMessage("LEGAL_HOLD");
        where(her(false, true, false, LATELY))
                .given(byAnother(REQUESTED))
                .when(new ConfirmErasure(ERASURE))
                .expectExceptionMessage("LEGAL_HOLD");
    }

    @Test
    void all_that_stands_against_it_is_named_at_once() {
        where(her(true, true, true, LATELY))
                .givenNoPriorActivity()
                .when(ERASE)
                .expectExceptionMessage("ILLEGAL_STATE, ILLEGAL_STATE, LEGAL_HOLD, RETENTION_NOT_ELAPSED");
    }

    @Test
    void an_erasure_is_done_once() {
        var done = new SubjectErased(ERASURE, HER, SubjectKind.CLIENT, ANNA, ErasureCause.REQUEST, LAW, List.of());

        where(her(true, false, false, LATELY))
                .given(byAnother(REQUESTED), byAnother(done))
                .when(new ConfirmErasure(ERASURE))
                .expectExceptionMessage("ILLEGAL_STATE");
        where(her(false, false, false, LATELY))
                .givenNoPriorActivity()
                .when(new RepeatErasure(ERASURE, HER))
                .expectEvents(
                        new ErasureRequested(ERASURE, HER, SubjectKind.CLIENT, ANNA, null, null, List.of()),
                        new SubjectErased(
                                ERASURE, HER, SubjectKind.CLIENT, ANNA, ErasureCause.RESTORED_COPY, null, List.of()));
    }

    @Test
    void a_therapists_identity_stays_while_a_record_they_answer_for_is_kept() {
        var early = new EraseSubject(ERASURE, HIM, LAW, null);

        where(known(HIM, SubjectKind.THERAPIST, null, false, false, true, LATELY))
                .givenNoPriorActivity()
                .when(early)
                .expectExceptionMessage("RETENTION_NOT_ELAPSED");
        where(known(HIM, SubjectKind.THERAPIST, null, false, false, false, LATELY))
                .givenNoPriorActivity()
                .when(early)
                .expectExceptionMessage("RETENTION_NOT_ELAPSED");
        where(known(HIM, SubjectKind.THERAPIST, null, false, false, false, null))
                .givenNoPriorActivity()
                .when(new EraseSubject(ERASURE, HIM, null, null))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_loved_one_can_be_erased_early_while_the_client_is_still_treated() {
        where(known(HER, SubjectKind.LOVED_ONE, ANNA, false, false, true, LATELY))
                .givenNoPriorActivity()
                .when(ERASE_EARLY)
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void nothing_of_the_vocabulary_is_forgotten() {
        assertThat(Vocabularies.undecided(ErasureCommand.class, Erasure.class)).isEmpty();
        assertThat(Vocabularies.unevolved(ErasureEvent.class, Erasure.class, Erasure.CHANGES_NOTHING))
                .isEmpty();
    }
}
