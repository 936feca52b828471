package org.anamnesis.events.access;

import static org.anamnesis.events.access.Access.Reason.CONSENT;
import static org.anamnesis.events.access.Access.Reason.NOT_LIVE;
import static org.anamnesis.events.access.Access.Reason.NOT_YOURS;
import static org.anamnesis.events.access.Access.Reason.PROTECTED;
import static org.anamnesis.events.access.Access.Reason.PURPOSE;
import static org.anamnesis.events.access.Access.Reason.ROLE;
import static org.anamnesis.events.privacy.ConsentType.TREATMENT;
import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.BOARD;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.COVERING_CLINICIAN;
import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.anamnesis.events.web.Role.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.anamnesis.events.Protection;
import org.anamnesis.events.access.Access.Decision;
import org.anamnesis.events.access.Access.Denied;
import org.anamnesis.events.access.Access.Granted;
import org.anamnesis.events.access.Access.Permitted;
import org.anamnesis.events.access.Access.Question;
import org.anamnesis.events.privacy.ConsentType;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    private static Decision reading(Set<Role> roles, Set<Relation> relations, Protection protection, boolean glass) {
        return decide(roles, relations, Set.of(TREATMENT), null, protection, glass, true);
    }

    private static Decision decide(
            Set<Role> roles,
            Set<Relation> relations,
            Set<ConsentType> consents,
            @Nullable PurposeOfUse purpose,
            Protection protection,
            boolean glass,
            boolean isReading) {
        return Access.decide(new Question(
                roles, ALL, true, relations, consents, purpose, protection, glass, isReading, false, null));
    }

    private static Denied no(Access.Reason reason) {
        return new Denied(reason);
    }

    private static Permitted yes(Role as, PurposeOfUse purpose) {
        return new Permitted(as, purpose, false);
    }

    @Test
    void who_treats_sees_own_clients_and_no_others() {
        for (var role : new Role[] {CLINICIAN, COVERING_CLINICIAN}) {
            for (var relation : new Relation[] {Relation.PRIMARY, Relation.COVERING}) {
                assertThat(reading(Set.of(role), Set.of(relation), Protection.PART2, false))
                        .isEqualTo(yes(role, PurposeOfUse.TREATMENT));
            }
            assertThat(reading(Set.of(role), Set.of(), Protection.NORMAL, false))
                    .isEqualTo(no(NOT_YOURS));
            assertThat(reading(Set.of(role), Set.of(Relation.SUPERVISOR), Protection.NORMAL, false))
                    .isEqualTo(no(NOT_YOURS));
        }
    }

    @Test
    void a_supervisor_sees_the_supervisees_clients_while_they_consent() {
        var theirs = Set.of(Relation.SUPERVISOR);

        assertThat(reading(Set.of(SUPERVISOR), theirs, Protection.PART2, false))
                .isEqualTo(yes(SUPERVISOR, PurposeOfUse.TREATMENT));
        assertThat(decide(Set.of(SUPERVISOR), theirs, Set.of(), null, Protection.PART2, false, true))
                .isEqualTo(no(CONSENT));
        assertThat(reading(Set.of(SUPERVISOR), Set.of(Relation.PRIMARY), Protection.NORMAL, false))
                .isEqualTo(no(NOT_YOURS));
    }

    @Test
    void reception_sees_who_and_when_of_everybody_and_nothing_clinical() {
        assertThat(reading(Set.of(RECEPTION), Set.of(), Protection.NORMAL, false))
                .isEqualTo(yes(RECEPTION, PurposeOfUse.OPERATIONS));
        assertThat(reading(Set.of(RECEPTION), Set.of(Relation.PRIMARY), Protection.PART2, true))
                .isEqualTo(no(PROTECTED));
    }

    @Test
    void who_answers_for_the_record_sees_all_of_it() {
        for (var role : new Role[] {RECORDS_OFFICER, PRIVACY_OFFICER, AUDITOR}) {
            assertThat(reading(Set.of(role), Set.of(), Protection.PART2, false)).isInstanceOf(Permitted.class);
        }
    }

    @Test
    void who_runs_the_machine_or_does_research_sees_no_client() {
        for (var role : new Role[] {OPERATOR, RESEARCHER}) {
            assertThat(reading(Set.of(role), EnumSet.allOf(Relation.class), Protection.NORMAL, true))
                    .isInstanceOf(Denied.class);
        }
    }

    @Test
    void breaking_the_glass_opens_a_record_to_read_and_is_marked() {
        for (var role : new Role[] {CLINICIAN, COVERING_CLINICIAN, SUPERVISOR}) {
            assertThat(reading(Set.of(role), Set.of(), Protection.PART2, true))
                    .isEqualTo(new Permitted(role, PurposeOfUse.EMERGENCY, true));
            assertThat(decide(Set.of(role), Set.of(), Set.of(), null, Protection.NORMAL, true, false))
                    .isEqualTo(no(NOT_YOURS));
        }
        assertThat(reading(Set.of(CLINICIAN), Set.of(Relation.PRIMARY), Protection.PART2, true))
                .as("what is permitted anyway is no emergency")
                .isEqualTo(yes(CLINICIAN, PurposeOfUse.TREATMENT));
    }

    @Test
    void a_role_asks_for_its_own_purposes_only() {
        assertThat(decide(
                        Set.of(RECEPTION), Set.of(), Set.of(), PurposeOfUse.TREATMENT, Protection.NORMAL, false, true))
                .isEqualTo(no(PURPOSE));
        assertThat(decide(
                        Set.of(PRIVACY_OFFICER),
                        Set.of(),
                        Set.of(),
                        PurposeOfUse.COMPLIANCE,
                        Protection.NORMAL,
                        false,
                        true))
                .isEqualTo(yes(PRIVACY_OFFICER, PurposeOfUse.COMPLIANCE));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void an_emergency_is_made_and_never_only_named(Role role) {
        assertThat(decide(
                        Set.of(role),
                        EnumSet.allOf(Relation.class),
                        Set.of(TREATMENT),
                        PurposeOfUse.EMERGENCY,
                        Protection.NORMAL,
                        true,
                        true))
                .isEqualTo(no(PURPOSE));
    }

    @Test
    void of_several_roles_the_first_counts_in_which_it_is_permitted() {
        assertThat(reading(EnumSet.of(CLINICIAN, RECORDS_OFFICER), Set.of(), Protection.PART2, false))
                .isEqualTo(yes(RECORDS_OFFICER, PurposeOfUse.OPERATIONS));
        assertThat(reading(EnumSet.of(CLINICIAN, OPERATOR), Set.of(), Protection.PART2, false))
                .as("what says least")
                .isEqualTo(no(NOT_YOURS));
    }

    @Test
    void what_an_operation_is_not_there_for_is_never_permitted() {
        assertThat(Access.decide(new Question(
                        Set.of(CLINICIAN),
                        Set.of(OPERATOR),
                        true,
                        Set.of(Relation.PRIMARY),
                        Set.of(TREATMENT),
                        null,
                        Protection.NORMAL,
                        true,
                        true,
                        true,
                        null)))
                .isEqualTo(no(ROLE));
    }

    private static Decision note(Role role, @Nullable PurposeOfUse purpose, boolean glass, boolean isAuthor) {
        var all = EnumSet.of(Relation.PRIMARY, Relation.COVERING, Relation.SUPERVISOR);
        return Access.decide(new Question(
                Set.of(role),
                ALL,
                true,
                all,
                Set.of(TREATMENT),
                purpose,
                Protection.COUNSELLING_NOTE,
                glass,
                true,
                isAuthor,
                null));
    }

    @Test
    void a_counselling_note_is_for_its_author_and_for_training_only() {
        for (var role : Role.values()) {
            assertThat(note(role, null, true, false)).as(role.written()).isInstanceOf(Denied.class);
        }
        assertThat(note(CLINICIAN, null, false, true)).isEqualTo(yes(CLINICIAN, PurposeOfUse.TREATMENT));
        assertThat(note(SUPERVISOR, PurposeOfUse.TRAINING, false, false))
                .isEqualTo(yes(SUPERVISOR, PurposeOfUse.TRAINING));
        assertThat(note(CLINICIAN, PurposeOfUse.TRAINING, false, false)).isEqualTo(no(PURPOSE));
    }

    private static final Granted NO_NAMES = new Granted(true, true, true, false);
    private static final Granted WITH_NAMES = new Granted(true, true, true, true);

    private static Decision board(@Nullable Granted granted, @Nullable Protection protection) {
        return Access.decide(new Question(
                Set.of(BOARD),
                ALL,
                true,
                EnumSet.allOf(Relation.class),
                Set.of(TREATMENT),
                null,
                protection,
                true,
                true,
                true,
                granted));
    }

    @Test
    void a_board_sees_what_is_granted_while_the_grant_is_live() {
        assertThat(board(NO_NAMES, null)).isEqualTo(yes(BOARD, PurposeOfUse.COMPLIANCE));
        assertThat(board(new Granted(false, true, true, true), null)).isEqualTo(no(NOT_LIVE));
        assertThat(board(null, null)).isEqualTo(no(NOT_LIVE));
    }

    @Test
    void what_is_not_in_a_grant_is_not_for_the_board_and_what_lies_outside_its_scope_does_not_exist() {
        assertThat(board(new Granted(true, false, true, true), null)).isEqualTo(no(ROLE));
        assertThat(board(new Granted(true, true, false, true), null)).isEqualTo(no(NOT_YOURS));
        assertThat(board(new Granted(false, false, false, false), null))
                .as("a grant that is over tells nothing more")
                .isEqualTo(no(NOT_LIVE));
    }

    @Test
    void a_board_reads_and_changes_nothing() {
        assertThat(Access.decide(new Question(
                        Set.of(BOARD), ALL, false, Set.of(), Set.of(), null, null, false, false, false, WITH_NAMES)))
                .isEqualTo(no(ROLE));
    }

    @ParameterizedTest
    @EnumSource(Protection.class)
    void a_board_learns_who_people_are_only_if_that_is_granted_and_never_what_they_said(Protection protection) {
        var isIdentity = protection == Protection.NORMAL || protection == Protection.WORKFORCE;

        assertThat(board(NO_NAMES, protection)).isEqualTo(no(PROTECTED));
        assertThat(board(WITH_NAMES, protection))
                .isEqualTo(isIdentity ? yes(BOARD, PurposeOfUse.COMPLIANCE) : no(PROTECTED));
    }

    @Test
    void a_grant_lends_nothing_to_those_who_work_here() {
        assertThat(Access.decide(new Question(
                        Set.of(RESEARCHER), ALL, true, Set.of(), Set.of(), null, null, false, true, false, WITH_NAMES)))
                .isEqualTo(no(NOT_YOURS));
    }
}
