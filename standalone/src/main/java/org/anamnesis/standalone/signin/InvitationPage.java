package org.anamnesis.standalone.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Objects;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where somebody who was invited chooses a password and, but for the demo, sets up their one-time codes: the code that
 * they type proves that they have.
 */
@RestController
@WithOwnIssuer
final class InvitationPage {

    private static final String SECRET = InvitationPage.class.getName();
    private static final int SHORTEST = 12;
    private static final int LONGEST_BYTES = 72; // what bcrypt takes in

    private final Accounts accounts;
    private final OneTimeSecrets secrets;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final boolean isDemo;

    InvitationPage(
            Accounts accounts,
            OneTimeSecrets secrets,
            PasswordEncoder passwords,
            Clock clock,
            Environment environment) {
        this.accounts = accounts;
        this.secrets = secrets;
        this.passwords = passwords;
        this.clock = clock;
        this.isDemo = environment.matchesProfiles("demo");
    }

    @GetMapping(path = "/invitation", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> ask(HttpServletRequest request) {
        return page(HttpStatus.OK, request, "");
    }

    @PostMapping(path = "/invitation", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> accept(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String invitation,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code) {
        var name = accounts.invited(invitation.strip());
        if (name.isEmpty()) {
            return page(
                    HttpStatus.BAD_REQUEST,
                    request,
                    "The invitation does not hold, or holds no longer. Ask for another one.");
        }
        if (password.codePointCount(0, password.length()) < SHORTEST
                || password.getBytes(UTF_8).length > LONGEST_BYTES) {
            return page(
                    HttpStatus.BAD_REQUEST,
                    request,
                    "The password has to have at least " + SHORTEST + " characters, and at most " + LONGEST_BYTES
                            + " bytes.");
        }
        var secret = secret(request.getSession());
        if (!isDemo
                && OneTimeCode.step(secret, code.replace(" ", ""), clock.instant())
                        .isEmpty()) {
            return page(
                    HttpStatus.BAD_REQUEST,
                    request,
                    "The one-time code is not the one of this secret. Are the clocks right?");
        }
        var hash = Objects.requireNonNull(passwords.encode(password));
        if (!accounts.accept(invitation.strip(), name.get(), hash, isDemo ? null : secrets.seal(name.get(), secret))) {
            return page(HttpStatus.BAD_REQUEST, request, "The invitation was used by somebody else just now.");
        }
        request.getSession().removeAttribute(SECRET);
        return ResponseEntity.ok(Page.of(
                "Welcome",
                "<p>Your account is " + Page.text(name.get())
                        + ". <a href=\"/sign-in\">Sign in</a> with it from now on.</p>\n"));
    }

    private ResponseEntity<String> page(HttpStatus status, HttpServletRequest request, String wrong) {
        var note = wrong.isEmpty() ? "" : Page.alert(wrong);
        var fields = Page.field("invitation", "Invitation", "autocomplete=\"off\" required autofocus")
                + Page.field(
                        "password",
                        "New password, of 12 characters or more",
                        "type=\"password\" autocomplete=\"new-password\" minlength=\"12\" required")
                + (isDemo ? "" : oneTimeCodes(request.getSession()));
        return ResponseEntity.status(status)
                .body(Page.of("Accept an invitation", note + Page.form(request, "/invitation", fields, "Accept")));
    }

    private static String oneTimeCodes(HttpSession session) {
        var written = OneTimeCode.written(secret(session));
        return """
                <p>Add this secret to an authenticator application, or <a href="otpauth://totp/Anamnesis?secret=%1$s&amp;issuer=Anamnesis">open it there</a>:</p>
                <p><code>%1$s</code></p>
                """.formatted(written)
                + Page.field(
                        "code",
                        "The code that it shows now",
                        "inputmode=\"numeric\" autocomplete=\"one-time-code\" required");
    }

    /** The same for as long as the page is tried. */
    private static byte[] secret(HttpSession session) {
        if (session.getAttribute(SECRET) instanceof byte[] known) {
            return known;
        }
        var made = Hashes.random(OneTimeCode.SECRET_BYTES);
        session.setAttribute(SECRET, made);
        return made;
    }
}
