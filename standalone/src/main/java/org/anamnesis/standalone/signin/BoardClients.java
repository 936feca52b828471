package org.anamnesis.standalone.signin;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The programs of outside bodies: one for each grant of access, let in by its secret while the grant is live. */
@Component
@WithOwnIssuer
final class BoardClients {

    private static final Pattern NAME =
            Pattern.compile("grant-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private final JdbcClient sql;
    private final PasswordEncoder passwords;
    private final boolean isDemo;

    BoardClients(
            StaffSchema migrated,
            @Qualifier("commands") DataSource commands,
            PasswordEncoder passwords,
            Environment environment) {
        this.sql = JdbcClient.create(commands);
        this.passwords = passwords;
        this.isDemo = environment.matchesProfiles("demo");
    }

    /** What the program of a grant is called. */
    static String name(UUID grantId) {
        return "grant-" + grantId;
    }

    /** By which grant a program comes, if it does by any. */
    static Optional<UUID> grant(String program) {
        return Optional.of(NAME.matcher(program))
                .filter(name -> name.matches())
                .map(name -> UUID.fromString(name.group(1)));
    }

    /** The hash of a program's secret, while its grant is live. */
    Optional<String> secret(String program) {
        return grant(program)
                .flatMap(grantId ->
                        sql.sql("""
                        select secret from staff.board_client join history.fact_access_grant using (grant_id)
                        where grant_id = ? and begins_at <= now() and until > now() and ended_at is null""").param(grantId).query(String.class).optional());
    }

    /**
     * Lets a grant's program in by a new secret, and no longer by an old one.
     *
     * @param by who gives it out, by the token's subject
     * @return the secret, of which only the hash is kept
     */
    String admit(UUID grantId, String by) {
        var secret = Hashes.secret();
        sql.sql("""
                        insert into staff.board_client (grant_id, secret, given_by, is_demo) values (?, ?, ?, ?)
                        on conflict (grant_id) do update set secret = excluded.secret, given_by = excluded.given_by,
                            given_at = now(), is_demo = excluded.is_demo""")
                .params(grantId, Objects.requireNonNull(passwords.encode(secret)), by, isDemo)
                .update();
        return secret;
    }

    /** Lets nobody in any more by what was given out under the demo's rules. */
    void removeDemo() {
        sql.sql("delete from staff.board_client where is_demo").update();
    }
}
