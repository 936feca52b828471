package org.anamnesis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People sign in as a browser would do it, for the web client. */
class SignInTest {

    private static final RunningApplication APPLICATION = RunningApplication.shared();

    private final Browser browser = new Browser(APPLICATION.http());

    private Browser.Given signedIn() {
        browser.signIn("reception", "demo", "");
        return browser.tokens();
    }

    @Test
    void the_whole_way_from_the_client_over_the_page_back_to_the_client() {
        var away = browser.authorize();
        assertThat(away.statusCode()).isEqualTo(302);
        assertThat(Browser.to(away)).endsWith("/sign-in");

        var back = browser.signIn("reception", "demo", "");
        assertThat(Browser.to(back)).contains("/oauth2/authorize?");
        var code = Browser.parameter(Browser.to(browser.open(Browser.to(back))), "code");
        var given = Browser.given(browser.exchange(code));

        var claims = Browser.claims(given.access());
        assertThat(claims.path("sub").asString()).isEqualTo("reception");
        assertThat(claims.path("roles").toString()).isEqualTo("[\"reception\"]");
        assertThat(claims.path("aud").toString()).contains("anamnesis");
        assertThat(browser.api(given.access())).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge, ''",
        "code_challenge, canary",
        "code_challenge, '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'",
        "code_challenge_method, plain",
        "code_challenge_method, ''",
        "redirect_uri, https://example.org/canary",
        "redirect_uri, http://localhost:8080/signed-in/canary",
        "redirect_uri, http://localhost:8081/signed-in",
        "redirect_uri, canary",
        "client_id, clinician",
        "client_id, canary",
        "client_id, ''",
        "response_type, token",
        "response_type, ''",
        "scope, canary"
    })
    void a_request_that_is_not_as_agreed_leads_nowhere(String parameter, String value) {
        browser.signIn("reception", "demo", "");

        var answer = browser.authorize(parameter, value);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.to(answer)).isEmpty();
    }

    @Test
    void a_program_cannot_be_signed_in_for() {
        browser.signIn("reception", "demo", "");

        assertThat(browser.open("/oauth2/authorize?response_type=code&client_id=clinician")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(
                                "/oauth2/token",
                                Map.of("grant_type", "client_credentials", "client_id", "anamnesis-web"))
                        .statusCode())
                .isIn(400, 401);
    }

    @Test
    void a_code_is_worth_nothing_without_its_verifier_or_for_another_page() {
        browser.signIn("reception", "demo", "");
        var code = browser.code();

        for (var reply : new HttpResponse<?>[] {
            browser.exchange(code, "code_verifier", "canary-canary-canary-canary-canary-canary-canary"),
            browser.exchange(code, "code_verifier", ""),
            browser.exchange(code, "redirect_uri", "http://localhost:8080/canary"),
            browser.exchange(code, "client_id", "clinician"),
            browser.exchange("canary")
        }) {
            assertThat(reply.statusCode()).as(reply.body().toString()).isIn(400, 401);
        }
        Browser.given(browser.exchange(code));
    }

    @Test
    void a_code_that_is_shown_twice_ends_what_it_was_exchanged_for() {
        browser.signIn("reception", "demo", "");
        var code = browser.code();
        var given = Browser.given(browser.exchange(code));

        assertThat(browser.exchange(code).statusCode()).isEqualTo(400);

        assertThat(browser.api(given.access())).isEqualTo(401);
        assertThat(browser.refresh(given.refresh()).statusCode()).isEqualTo(400);
    }

    @Test
    void a_refresh_token_is_good_once_and_a_stolen_one_ends_the_sign_in() {
        var first = signedIn();
        var second = Browser.given(browser.refresh(first.refresh()));
        var third = Browser.given(browser.refresh(second.refresh()));
        assertThat(browser.api(third.access())).isEqualTo(200);

        assertThat(browser.refresh(first.refresh()).statusCode()).isEqualTo(400);

        assertThat(browser.refresh(third.refresh()).statusCode()).isEqualTo(400);
        assertThat(browser.api(third.access())).isEqualTo(401);
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void a_code_and_a_refresh_token_are_good_once_however_many_show_them_at_once() {
        browser.signIn("reception", "demo", "");
        var code = browser.code();
        assertThat(accepted(() -> browser.exchange(code))).isEqualTo(1);

        var given = signedIn();
        assertThat(accepted(() -> browser.refresh(given.refresh()))).isEqualTo(1);
        assertThat(browser.api(given.access())).isEqualTo(401);
    }

    /** How many of eight that ask at once get what they ask for; the others are refused. */
    private static long accepted(Supplier<HttpResponse<String>> asking) {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 8)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> asking.get().statusCode(), all))
                    .toList();
            var answers = asked.stream().map(CompletableFuture::join).toList();
            assertThat(answers).allMatch(status -> status == 200 || status == 400);
            return answers.stream().filter(status -> status == 200).count();
        }
    }

    @Test
    void a_refresh_token_that_is_given_back_ends_the_sign_in() {
        var given = signedIn();

        browser.post("/oauth2/revoke", Map.of("client_id", "anamnesis-web", "token", given.refresh()));

        assertThat(browser.api(given.access())).isEqualTo(401);
    }

    @Test
    void signing_out_ends_the_session_and_its_tokens() {
        var given = signedIn();
        assertThat(browser.isSignedIn()).isTrue();

        browser.submit("/sign-in", "/sign-out", Map.of());

        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.api(given.access())).isEqualTo(401);
        assertThat(browser.refresh(given.refresh()).statusCode()).isEqualTo(400);
    }

    @Test
    void whoever_is_idle_for_15_minutes_is_signed_out() {
        var given = signedIn();
        idle(given, 14);
        assertThat(browser.isSignedIn()).isTrue();
        idle(given, 15);

        assertThat(browser.refresh(given.refresh()).statusCode()).isEqualTo(400);
        assertThat(browser.isSignedIn()).isFalse();
        assertThat(Browser.to(browser.authorize())).endsWith("/sign-in");
    }

    private static void idle(Browser.Given given, int minutes) {
        APPLICATION
                .sql()
                .sql("update staff.sign_in set used = now() - make_interval(mins => ?) where id = ?")
                .params(
                        minutes,
                        UUID.fromString(
                                Browser.claims(given.access()).path("sid").asString()))
                .update();
    }

    @Test
    void the_page_lets_nothing_in_from_elsewhere_and_is_framed_by_nobody() {
        var page = browser.open("/sign-in");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self' http://localhost:8080")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContainPattern("<script|style=|<style|\\son[a-z]+=\"|(src|href)=\"http")
                .contains("<label for=\"name\">", "<label for=\"password\">", "lang=\"en\"");
        assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Lax");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(browser.open("/sign-in/style.css").statusCode()).isEqualTo(200);
    }

    @Test
    void a_form_that_did_not_come_from_the_page_is_refused_and_the_session_gets_a_new_name() {
        assertThat(browser.post("/sign-in", Map.of("name", "reception", "password", "demo"))
                        .statusCode())
                .isEqualTo(403);

        var before = browser.open("/sign-in").headers().firstValue("Set-Cookie");
        var after = browser.signIn("reception", "demo", "").headers().firstValue("Set-Cookie");
        assertThat(after).isPresent().isNotEqualTo(before);
    }

    @Test
    void after_five_times_in_vain_nobody_signs_in_whether_there_is_such_a_name_or_not() {
        for (var name : new String[] {"researcher", "nobody-at-all", "\0", "' or ''='"}) {
            var answers = IntStream.range(0, 5)
                    .mapToObj(i -> Browser.to(browser.signIn(name, "wrong", "")))
                    .distinct()
                    .toList();
            assertThat(answers).as(name).singleElement().asString().endsWith("/sign-in?wrong");
        }
        assertThat(Browser.to(browser.signIn("researcher", "demo", ""))).endsWith("/sign-in?wrong");
        IntStream.range(0, 4).forEach(i -> browser.signIn("auditor", "wrong", ""));
        assertThat(Browser.to(browser.signIn("auditor", "demo", ""))).doesNotContain("wrong");
        browser.submit("/sign-in", "/sign-out", Map.of());
        assertThat(browser.isSignedIn()).isFalse();

        APPLICATION
                .sql()
                .sql("update staff.attempt set at = now() - interval '16 minutes'")
                .update();
        browser.signIn("researcher", "demo", "");
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void a_wrong_password_takes_as_long_as_a_name_that_nobody_has() {
        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (int i = 0; i < 9; i++) { // more often than may be: being closed is not to be told either
            known.add(nanosToBeRefused("operator"));
            unknown.add(nanosToBeRefused("nobody"));
        }

        assertThat(median(known)).isBetween(median(unknown) * 2 / 3, median(unknown) * 3 / 2);
    }

    private long nanosToBeRefused(String name) {
        var page = browser.form("/sign-in");
        page.putAll(Map.of("name", name, "password", "wrong"));
        var begun = System.nanoTime();
        assertThat(Browser.to(browser.post("/sign-in", page))).endsWith("/sign-in?wrong");
        return System.nanoTime() - begun;
    }

    private static long median(List<Long> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    @Test
    void where_the_database_does_not_answer_nobody_is_let_in_and_told_why() throws SQLException {
        var given = signedIn();
        var questions = APPLICATION.bean("questionsPool", DataSource.class);
        var all = new ArrayList<Connection>();
        try {
            for (int i = 0; i < 16; i++) {
                all.add(questions.getConnection());
            }

            assertThat(browser.api(given.access())).isEqualTo(503);
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
        assertThat(browser.api(given.access())).isEqualTo(200);
    }

    @Test
    void nothing_that_is_kept_can_be_signed_in_with() {
        var given = signedIn();
        var kept = APPLICATION
                .sql()
                .sql("select string_agg(row::text, ' ') from (select account::text from staff.account union all"
                        + " select code::text from staff.code union all"
                        + " select refresh_token::text from staff.refresh_token) row")
                .query(String.class)
                .single();

        assertThat(kept).doesNotContain(given.refresh()).contains("{bcrypt}");
    }
}
