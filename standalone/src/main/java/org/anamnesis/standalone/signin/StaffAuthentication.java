package org.anamnesis.standalone.signin;

import java.time.Clock;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Lets somebody in by name, password and one-time code, all at once. Whatever is wrong, the answer is the same and takes
 * as long.
 */
@Component
@WithOwnIssuer
final class StaffAuthentication {

    private static final OptionalLong WRONG = OptionalLong.empty();

    private final Accounts accounts;
    private final Attempts attempts;
    private final SignIns signIns;
    private final OneTimeSecrets secrets;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final String nobodys;

    StaffAuthentication(
            Accounts accounts,
            Attempts attempts,
            SignIns signIns,
            OneTimeSecrets secrets,
            PasswordEncoder passwords,
            Clock clock) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.signIns = signIns;
        this.secrets = secrets;
        this.passwords = passwords;
        this.clock = clock;
        this.nobodys = Objects.requireNonNull(passwords.encode(Hashes.secret()));
    }

    Authentication authenticate(Authentication asked) {
        var name = asked.getName();
        var password = String.valueOf(asked.getCredentials());
        var isCounted = attempts.count(name);
        var account = accounts.credentials(name);
        var isRight = passwords.matches(
                password, account.map(Accounts.Credentials::password).orElse(nobodys));
        var step = account.map(known -> step(name, known.secret(), String.valueOf(asked.getDetails())))
                .orElse(WRONG);
        if (!isCounted || !isRight || account.isEmpty() || step.isEmpty()) {
            throw refused();
        }
        var signIn = signIns.begin(name, step.getAsLong()).orElseThrow(StaffAuthentication::refused);
        attempts.forget(name);
        return new StaffMember(name, account.get().roles(), signIn).authenticated();
    }

    private OptionalLong step(String account, @Nullable String sealed, String code) {
        return sealed == null
                ? OptionalLong.of(0)
                : OneTimeCode.step(secrets.open(account, sealed), code.replace(" ", ""), clock.instant());
    }

    private static BadCredentialsException refused() {
        return new BadCredentialsException("name, password or one-time code are wrong");
    }
}
