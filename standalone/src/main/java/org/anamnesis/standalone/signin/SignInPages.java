package org.anamnesis.standalone.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where people sign in and out. */
@RestController
@WithOwnIssuer
final class SignInPages {

    private static final String WRONG =
            "That did not work: name, password or one-time code are wrong. After five times in vain nobody can sign in"
                    + " by this name for 15 minutes.";
    private static final String STYLE = """
            body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 0; background: #f4f4f1; color: #1d1d1b; }
            main { max-width: 26rem; margin: 4rem auto; padding: 2rem; background: #fff; border-radius: .5rem; }
            label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
            label { margin-top: 1rem; }
            input, button { padding: .5rem; border: 1px solid #5a5a55; border-radius: .25rem; }
            button { margin-top: 1.5rem; background: #1f4d3f; color: #fff; cursor: pointer; }
            :focus-visible { outline: 3px solid #c77700; outline-offset: 2px; }
            code { overflow-wrap: anywhere; }
            [role=alert] { padding: .75rem; border-left: .3rem solid #a3271c; background: #fbeceb; }
            """;

    private final boolean isDemo;

    SignInPages(Environment environment) {
        this.isDemo = environment.matchesProfiles("demo");
    }

    @GetMapping(path = "/sign-in", produces = MediaType.TEXT_HTML_VALUE)
    String signIn(HttpServletRequest request) {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && who.getPrincipal() instanceof StaffMember member) {
            return Page.of(
                    "Signed in",
                    "<p>You are signed in as " + Page.text(member.name()) + ".</p>\n"
                            + Page.form(request, "/sign-out", "", "Sign out"));
        }
        var asked = request.getParameterMap();
        var note = asked.containsKey("wrong")
                ? Page.alert(WRONG)
                : asked.containsKey("out") ? "<p role=\"status\">You are signed out.</p>\n" : "";
        return Page.of("Sign in", note + Page.form(request, "/sign-in", fields(), "Sign in"));
    }

    private String fields() {
        var secrets = Page.field("name", "Name", "autocomplete=\"username\" autocapitalize=\"none\" required autofocus")
                + Page.field("password", "Password", "type=\"password\" autocomplete=\"current-password\" required");
        return isDemo
                ? secrets
                : secrets
                        + Page.field(
                                "code",
                                "One-time code",
                                "inputmode=\"numeric\" autocomplete=\"one-time-code\" required");
    }

    @GetMapping(path = "/sign-in/style.css", produces = "text/css")
    String style() {
        return STYLE;
    }
}
