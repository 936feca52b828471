package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where another issuer is configured, nobody signs in here. */
class OtherIssuerTest {

    @Test
    void its_tokens_are_let_in_and_there_are_no_accounts_pages_or_keys_of_our_own() {
        var issuer = RunningApplication.shared();
        try (var application = RunningApplication.startFor(issuer)) {
            var http = application.http();
            var schedule = "/api/v1/schedule?from=2026-01-01&to=2026-01-02";

            assertThat(ask(http, schedule, issuer.http().token(RECEPTION))).isEqualTo(200);
            assertThat(ask(http, "/api/v1/staff", issuer.http().token(OPERATOR)))
                    .isEqualTo(404);
            for (var page : new String[] {"/sign-in", "/invitation", "/oauth2/authorize", "/oauth2/jwks"}) {
                assertThat(http.send(http.request(page).GET().build()).status())
                        .as(page)
                        .isEqualTo(401);
            }
            assertThat(application.data().resolve("keys.json")).exists();
            assertThat(application.data().resolve("signing-key.json")).doesNotExist();
        }
    }

    private static int ask(Http http, String path, String token) {
        return http.send(http.request(path)
                        .header("Authorization", "Bearer " + token)
                        .GET()
                        .build())
                .status();
    }
}
