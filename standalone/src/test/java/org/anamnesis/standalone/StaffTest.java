package org.anamnesis.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.anamnesis.standalone.signin.Authenticator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The people of a practice that is no demo: how they get their accounts, and lose them. */
class StaffTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7]+)</code>");
    private static final Pattern SHOWN = Pattern.compile("\n {4}([\\w-]{43})\n");
    private static final List<String> CONSOLES = new ArrayList<>();

    private static Path data;
    private static RunningApplication application;
    private static String administrator;

    @BeforeAll
    static void start() {
        data = RunningApplication.temporaryFolder();
        application = listening();
        var invitation = SHOWN.matcher(CONSOLES.getFirst());
        assertThat(invitation.find()).isTrue();
        administrator = new Person("administrator", invitation.group(1))
                .accepted()
                .tokens()
                .access();
    }

    @AfterAll
    static void stop() {
        application.close();
        assertThat(String.join("", CONSOLES)).doesNotContain(PASSWORD);
    }

    /** Starts the application and keeps what the console shows meanwhile. */
    private static RunningApplication listening() {
        var before = System.out;
        var heard = new ByteArrayOutputStream();
        System.setOut(new PrintStream(heard, true, UTF_8));
        try {
            return RunningApplication.startClinic(data);
        } finally {
            System.setOut(before);
            CONSOLES.add(heard.toString(UTF_8));
        }
    }

    /** Somebody with a browser and an authenticator application. */
    private static final class Person {

        private final String name;
        private final String invitation;
        private final Browser browser = new Browser(application.http());
        private String secret = "";

        Person(String name, String invitation) {
            this.name = name;
            this.invitation = invitation;
        }

        static Person invited(String role) {
            var name = role + "-" + UUID.randomUUID();
            var reply = post("/api/v1/staff", body(name, "\"" + role + "\"")).expect(201);
            return new Person(name, reply.body().path("invitation").asString());
        }

        HttpResponse<String> accept(String password, String code) {
            return browser.submit(
                    "/invitation", "/invitation", Map.of("invitation", invitation, "password", password, "code", code));
        }

        /** As it should be done. */
        HttpResponse<String> accept() {
            var page = SECRET.matcher(browser.open("/invitation").body());
            assertThat(page.find()).isTrue();
            secret = page.group(1);
            return accept(PASSWORD, code());
        }

        Person accepted() {
            assertThat(accept().statusCode()).isEqualTo(200);
            return this;
        }

        String code() {
            return Authenticator.shows(secret, Instant.now());
        }

        Person signIn() {
            application
                    .sql()
                    .sql("update staff.account set last_step = 0 where name = ?")
                    .param(name)
                    .update();
            browser.signIn(name, PASSWORD, code());
            return this;
        }

        Browser.Given tokens() {
            return signIn().browser.tokens();
        }
    }

    private static String body(String name, String roles) {
        return "{\"name\": \"" + name + "\", \"roles\": [" + roles + "]}";
    }

    private static Http.Reply post(String path, String json) {
        return post(administrator, path, json);
    }

    private static Http.Reply post(String token, String path, String json) {
        return application
                .http()
                .send(application
                        .http()
                        .request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    private static Http.Reply get(String token, String path) {
        return application
                .http()
                .send(application
                        .http()
                        .request(path)
                        .header("Authorization", "Bearer " + token)
                        .build());
    }

    @Test
    void the_first_invitation_is_shown_once_and_sessions_and_tokens_outlive_a_restart() throws java.io.IOException {
        var given = Person.invited("reception").accepted().tokens();

        application.stop();
        application = listening();

        assertThat(CONSOLES.getLast()).doesNotContain("invitation");
        assertThat(get(given.access(), "/api/v1/schedule?from=2026-01-01&to=2026-01-02")
                        .status())
                .isEqualTo(200);
        Browser.given(new Browser(application.http()).refresh(given.refresh()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("signing-key.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nobody_of_the_demo_is_there() {
        var browser = new Browser(application.http());

        browser.signIn("reception", "demo", "");

        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.post(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        "clinician",
                                        "client_secret",
                                        "demo"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_invitation_is_good_once_and_for_72_hours() {
        var person = Person.invited("clinician").accepted();
        assertThat(new Person(person.name, person.invitation).accept().body()).contains("holds no longer");
        assertThat(person.signIn().browser.isSignedIn()).isTrue();

        var late = Person.invited("clinician");
        application
                .sql()
                .sql("update staff.invitation set expires = expires - interval '72 hours' where account = ?")
                .param(late.name)
                .update();
        assertThat(late.accept(PASSWORD, "000000").body()).contains("holds no longer");
        assertThat(new Person("x", "canary").accept(PASSWORD, "").statusCode()).isEqualTo(400);
    }

    @Test
    void a_password_is_long_and_the_one_time_code_is_set_up_for_good() {
        var person = Person.invited("clinician");

        assertThat(person.accept("elevenchars", "000000").body()).contains("at least 12 characters");
        assertThat(person.accept("ä".repeat(37), "000000").body()).contains("72 bytes");
        assertThat(person.accept(PASSWORD, "").body()).contains("one-time code");
        person.accepted();
        assertThat(person.signIn().browser.isSignedIn()).isTrue();
    }

    @Test
    void without_the_one_time_code_or_with_a_used_one_nobody_signs_in() {
        var person = Person.invited("clinician").accepted();
        person.signIn();
        person.browser.submit("/sign-in", "/sign-out", Map.of());

        for (var code : new String[] {"", "000000", person.code()}) { // the last one was good a moment ago
            person.browser.signIn(person.name, PASSWORD, code);
            assertThat(person.browser.isSignedIn()).isFalse();
        }
        assertThat(person.signIn().browser.isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "leave", "invite"})
    void whoever_is_locked_out_leaves_or_is_invited_again_loses_session_and_tokens_at_once(String how) {
        var person = Person.invited("reception").accepted();
        var given = person.tokens();
        assertThat(person.browser.api(given.access())).isEqualTo(200);

        post("/api/v1/staff/" + person.name + "/" + how, "").expect(200);

        assertThat(person.browser.api(given.access())).isEqualTo(401);
        assertThat(person.browser.refresh(given.refresh()).statusCode()).isEqualTo(400);
        assertThat(person.browser.isSignedIn()).isFalse();
        assertThat(Browser.to(person.browser.authorize())).endsWith("/sign-in");
        assertThat(person.signIn().browser.isSignedIn()).isFalse();
    }

    @Test
    void a_locked_account_can_be_unlocked_and_what_has_ended_stays_so() {
        var person = Person.invited("reception").accepted();
        var given = person.tokens();

        post("/api/v1/staff/" + person.name + "/lock", "").expect(200);
        post("/api/v1/staff/" + person.name + "/unlock", "").expect(200);

        assertThat(person.browser.api(given.access())).isEqualTo(401);
        assertThat(person.browser.api(person.tokens().access())).isEqualTo(200);
    }

    @Test
    void whoever_has_left_does_not_come_back_and_the_name_stays_theirs() {
        var person = Person.invited("reception");
        var leave = "/api/v1/staff/" + person.name + "/leave";

        assertThat(post(leave, "").expect(200).body().path("state").asString()).isEqualTo("LEFT");

        assertThat(person.accept(PASSWORD, "").statusCode()).isEqualTo(400);
        for (var again : new String[] {"/unlock", "/invite", "/leave", "/lock"}) {
            post("/api/v1/staff/" + person.name + again, "").expect(409);
        }
        post("/api/v1/staff", body(person.name, "\"reception\"")).expect(409);
    }

    @Test
    void those_who_keep_accounts_see_them_and_no_secret() {
        var person = Person.invited("supervisor");

        var staff = get(administrator, "/api/v1/staff").expect(200);

        assertThat(staff.response().body())
                .contains(person.name)
                .doesNotContain(person.invitation, "password", "secret", "bcrypt");
        var others = Person.invited("reception").accepted().tokens().access();
        assertThat(get(others, "/api/v1/staff").status()).isEqualTo(403);
        for (var path : new String[] {"", "/x/lock", "/x/unlock", "/x/leave", "/x/invite"}) {
            for (var sent : new String[] {body("x", "\"operator\""), ""}) {
                assertThat(post(others, "/api/v1/staff" + path, sent).status()).isEqualTo(403);
            }
        }
    }

    @Test
    void nobody_locks_themselves_out() {
        post("/api/v1/staff/administrator/lock", "").expect(409);
        post("/api/v1/staff/nobody/lock", "").expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"name\": \"x\"}",
                "{\"name\": \"x\", \"roles\": []}",
                "{\"name\": \"x\", \"roles\": [\"system\"]}",
                "{\"name\": \"x\", \"roles\": [\"board\"]}",
                "{\"name\": \"x\", \"roles\": [\"king\"]}",
                "{\"name\": \"x\", \"roles\": [null]}",
                "{\"name\": \"Big\", \"roles\": [\"operator\"]}",
                "{\"name\": \"\\u0000\", \"roles\": [\"operator\"]}",
                "{\"name\": \"policy\", \"roles\": [\"operator\"]}",
                "{\"name\": \"x y\", \"roles\": [\"operator\"]}",
                "{\"name\": \"x\", \"roles\": [\"operator\"], \"password\": \"canary\"}"
            })
    void an_invitation_that_makes_no_sense_is_400(String body) {
        var problem = post("/api/v1/staff", body).expect(400);

        assertThat(problem.body().path("type").asString()).isEqualTo("/problems/malformed");
    }
}
