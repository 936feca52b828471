package org.anamnesis.standalone.signin;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.anamnesis.events.web.Role;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Who can sign in where nobody was invited yet: in the demo, and nowhere else, somebody of each role; elsewhere an
 * administrator, by an invitation that the console shows at the very first start and never again.
 */
@Component
@WithOwnIssuer
final class FirstAccounts {

    private static final String ADMINISTRATOR = "administrator";
    private static final List<String> MAY = List.of(Role.OPERATOR.written(), Role.RECORDS_OFFICER.written());
    private static final Instant UNTIL_TAKEN = Instant.parse("9999-01-01T00:00:00Z");

    private final Accounts accounts;

    FirstAccounts(Accounts accounts, BoardClients boards, PasswordEncoder passwords, Environment environment) {
        this.accounts = accounts;
        if (environment.matchesProfiles("demo")) {
            demo(Objects.requireNonNull(passwords.encode("demo")));
        } else {
            accounts.removeDemo();
            boards.removeDemo();
            administrator(System.out);
        }
    }

    private void demo(String password) {
        Arrays.stream(Role.values())
                .filter(Role::isOfStaff)
                .forEach(role -> accounts.makeForDemo(role.written(), password));
    }

    /** To the console itself, for logs are kept and sent on. */
    private void administrator(java.io.PrintStream console) {
        if (accounts.isEmpty() && accounts.make(ADMINISTRATOR, MAY, ADMINISTRATOR, false)) {
            console.println(
                    "\nThe first account is \"" + ADMINISTRATOR + "\". Open the page /invitation of this server and"
                            + " choose a password with this invitation; it is shown only once:\n\n    "
                            + accounts.invite(ADMINISTRATOR, UNTIL_TAKEN) + "\n");
        }
    }
}
