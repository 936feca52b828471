package org.anamnesis.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.anamnesis.query.QuerySide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** What must not run like this says why, and what to do. */
class StartTest {

    @TempDir
    Path data;

    @Test
    void in_production_the_embedded_database_is_not_used_by_accident() {
        assertThatThrownBy(() -> start("prod"))
                .hasStackTraceContaining("No database is configured. Set spring.datasource.url");
    }

    @Test
    void without_anybody_who_issues_tokens_nobody_could_sign_in_to_a_side_alone() {
        assertThatThrownBy(() -> start(QuerySide.class, "clinic"))
                .hasStackTraceContaining("Nobody is known who issues access tokens");
    }

    @Test
    void an_issuers_tokens_for_other_applications_are_not_let_in() {
        assertThatThrownBy(() -> start(
                        "clinic", "--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://localhost:1/issuer"))
                .hasStackTraceContaining("Set spring.security.oauth2.resourceserver.jwt.audiences");
    }

    @Test
    void the_demos_secrets_are_not_let_into_production() {
        assertThatThrownBy(() -> start("demo,prod")).hasStackTraceContaining("Leave out the profile demo, or prod");
    }

    @Test
    void a_second_start_over_the_same_folder_is_refused_and_leaves_the_first_one_alone() {
        try (var first = RunningApplication.start(data)) {
            assertThatThrownBy(() -> start("demo")).hasStackTraceContaining("Another Anamnesis is running over the");

            Clinic.at(first.http()).book(Clinic.inHours(24), 50).expect(201);
        }
    }

    private void start(String profile, String... more) {
        start(Standalone.class, profile, more);
    }

    private void start(Class<?> application, String profile, String... more) {
        var options = new String[more.length + 2];
        options[0] = "--server.port=0";
        options[1] = "--anamnesis.data-dir=" + data;
        System.arraycopy(more, 0, options, 2, more.length);
        new SpringApplicationBuilder(application)
                .profiles(profile.split(",", -1))
                .run(options)
                .close();
    }
}
