package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
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

    @Test
    void a_board_comes_by_the_grant_that_the_issuer_names_and_gets_no_credentials_here() {
        var issuer = RunningApplication.shared();
        try (var application = RunningApplication.startFor(issuer)) {
            var officer = issuer.http().token(PRIVACY_OFFICER);
            var grants = "/api/v1/access-grants";
            var granting = """
                    {"body": "Board", "recipient": "Ms Luchs", "purpose": "AUDIT", "undertakingSignedAt": "2026-01-01",
                     "undertaking": "in the safe", "scope": {"therapists": [], "clients": [], "reports": ["R-03"]},
                     "from": "2026-01-01", "until": "2090-01-01", "copies": false, "identities": true}""";
            var http = application.http();
            var grant = http.as(officer, "POST", grants, granting).id();

            http.as(officer, "POST", grants + "/" + grant + "/credentials", "").expect(404);
            var board = new Tokens(issuer, application).ofBoard(grant);
            assertThat(ask(http, grants + "/" + grant, board)).isEqualTo(200);
            assertThat(ask(http, "/api/v1/schedule?from=2026-01-01&to=2026-01-02", board))
                    .isEqualTo(403);
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
