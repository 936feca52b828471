package org.anamnesis.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.anamnesis.events.intake.LegalStatus;
import org.anamnesis.events.research.ExportFormat;
import org.anamnesis.events.research.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {

    private static final String WHOLE = """
            study: 6f0c2f0e-2a53-4a8e-9a44-7c5e5c2f1a01
            title: Time in treatment
            purpose: Who stays, and for how long
            approvals:
              - body: Review board
                reference: 2026-17
                date: 2026-01-10
            cohort:
              serviceTypes: [PSYCHOTHERAPY]
              opened: {from: 2024-01-01, before: 2026-01-01}
              modalities: {anyOf: [COGNITIVE]}
              sessions: {atLeast: 3}
            profile: SAFE_HARBOR
            ends: 2027-12-31
            recipient: Department of Psychology
            """;

    @TempDir
    Path folder;

    private Study read(String content) throws IOException {
        var file = folder.resolve("study.yaml");
        Files.writeString(file, content);
        return Study.read(file);
    }

    private void isRefused(String content, String... words) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(Refused.class)
                .message()
                .contains(words);
    }

    @Test
    void a_study_says_what_matters_and_the_rest_is_as_usual() throws IOException {
        var protocol = read(WHOLE).protocol();

        assertThat(protocol.profile()).isEqualTo(Profile.SAFE_HARBOR);
        assertThat(protocol.release().k()).isEqualTo(11);
        assertThat(protocol.dropoutAfterDays()).isEqualTo(30);
        assertThat(protocol.formats()).containsExactly(ExportFormat.values());
        assertThat(protocol.cohort().legalStatuses()).containsExactly(LegalStatus.ADULT);
    }

    @Test
    void what_was_read_is_read_back_from_the_manifest_as_it_was() throws IOException {
        var study = read(WHOLE);

        assertThat(Study.JSON.readValue(
                        Study.JSON.writeValueAsString(study.protocol()),
                        study.protocol().getClass()))
                .isEqualTo(study.protocol());
    }

    @Test
    void a_typo_in_a_field_is_refused_and_the_right_word_is_told() {
        isRefused(
                WHOLE.replace("sessions:", "sesions:"),
                "cohort.sesions: there is no such field.",
                "Did you mean sessions?");
        isRefused(WHOLE.replace("recipient:", "recipent:"), "recipient: is missing.");
        isRefused(WHOLE.replace("atLeast", "atleast"), "cohort.sessions.atleast", "Did you mean atLeast?");
    }

    @Test
    void a_profile_that_is_none_is_refused_and_those_there_are_are_told() {
        isRefused(
                WHOLE.replace("SAFE_HARBOR", "SAFE_HARBOUR"),
                "profile: SAFE_HARBOUR is not known here.",
                "It is one of SAFE_HARBOR, EXPERT, LIMITED.");
    }

    @Test
    void a_profile_that_rests_on_somebodys_word_has_to_say_where_it_is_found() {
        isRefused(
                WHOLE.replace("SAFE_HARBOR", "EXPERT"), "determination: this profile needs the expert's determination");
        isRefused(WHOLE.replace("SAFE_HARBOR", "LIMITED"), "agreement: this profile needs the data use agreement");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        isRefused(
                WHOLE.replace("6f0c2f0e-2a53-4a8e-9a44-7c5e5c2f1a01", "one").replace("title: Time in treatment\n", ""),
                "study: is no UUID.",
                "title: is missing.");
        isRefused(
                WHOLE + "release: {k: 2, mostSuppressed: 100}\n",
                "release.k: is 5 to 1000.",
                "release.mostSuppressed: is 0 to 99.");
        isRefused(WHOLE.replace("before: 2026-01-01", "before: 2023-01-01"), "cohort.opened: before lies after from.");
        isRefused(
                WHOLE.replace("before: 2026-01-01", "before: 2024-04-01"),
                "cohort.opened: this profile tells of no day but its year");
    }

    @Test
    void what_is_no_yaml_at_all_is_refused_with_the_line() {
        isRefused(WHOLE + "cohort: [\n", "study.yaml: is no YAML", "line");
        isRefused("- just\n- a list\n", "the fields of a study are expected.");
        isRefused(WHOLE + "title: Another\n", "study.yaml: is no YAML", "title");
    }
}
