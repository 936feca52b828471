package org.anamnesis.standalone.signin;

import java.util.Arrays;
import java.util.Objects;
import org.anamnesis.events.web.Role;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Who can sign in where nobody was invited yet: in the demo, and nowhere else, somebody of each role. */
@Component
@WithOwnIssuer
final class FirstAccounts {

    FirstAccounts(Accounts accounts, PasswordEncoder passwords, Environment environment) {
        if (environment.matchesProfiles("demo")) {
            var password = Objects.requireNonNull(passwords.encode("demo"));
            Arrays.stream(Role.values())
                    .filter(role -> role != Role.SYSTEM)
                    .forEach(role -> accounts.makeForDemo(role.written(), password));
        } else {
            accounts.removeDemo();
        }
    }
}
