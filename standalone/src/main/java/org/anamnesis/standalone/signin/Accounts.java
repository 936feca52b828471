package org.anamnesis.standalone.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts of the people who work here. */
@Component
@WithOwnIssuer
final class Accounts {

    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private static final String TOLD = "select name, roles, password is not null, locked_at, left_at, invited_by,"
            + " invited_at from staff.account";

    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    Accounts(
            StaffSchema migrated,
            @Qualifier("commands") DataSource commands,
            @Qualifier("commands") PlatformTransactionManager transactions) {
        this.sql = JdbcClient.create(commands);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** How things stand with an account. */
    enum State {
        INVITED,
        ACTIVE,
        LOCKED,
        LEFT
    }

    /**
     * An account as it is told to those who keep accounts.
     *
     * @param invitedBy who gave the account, by the token's subject
     */
    record Account(String name, List<String> roles, State state, String invitedBy, Instant invitedAt) {}

    /** What somebody has to know who signs in, hashed and sealed. */
    record Credentials(
            List<String> roles, String password, @Nullable String secret) {}

    List<Account> all() {
        return sql.sql(TOLD + " order by name").query(Accounts::told).list();
    }

    Optional<Account> find(String name) {
        return NAME.matcher(name).matches()
                ? sql.sql(TOLD + " where name = ?")
                        .param(name)
                        .query(Accounts::told)
                        .optional()
                : Optional.empty();
    }

    private static Account told(ResultSet row, int i) throws SQLException {
        var state = row.getTimestamp(5) != null
                ? State.LEFT
                : row.getTimestamp(4) != null ? State.LOCKED : row.getBoolean(3) ? State.ACTIVE : State.INVITED;
        return new Account(
                row.getString(1),
                List.of((String[]) row.getArray(2).getArray()),
                state,
                row.getString(6),
                row.getTimestamp(7).toInstant());
    }

    /** Of an account that may sign in. */
    Optional<Credentials> credentials(String name) {
        return NAME.matcher(name).matches()
                ? sql.sql("""
                                select roles, password, secret from staff.account
                                where name = ? and password is not null and locked_at is null and left_at is null""")
                        .param(name)
                        .query((row, i) -> new Credentials(
                                List.of((String[]) row.getArray(1).getArray()), row.getString(2), row.getString(3)))
                        .optional()
                : Optional.empty();
    }

    /** Makes an account that nobody can sign in to yet; false if there is one of that name. */
    boolean make(String name, List<String> roles, String invitedBy, boolean isDemo) {
        return sql.sql("""
                                insert into staff.account (name, roles, invited_by, is_demo) values (?, ?, ?, ?)
                                on conflict do nothing""")
                        .params(name, roles.toArray(String[]::new), invitedBy, isDemo)
                        .update()
                == 1;
    }

    /**
     * Lets whoever shows it choose a password. Until then nobody signs in, and what was open ends.
     *
     * @return the invitation, of which only the hash is kept
     */
    String invite(String name, Instant until) {
        var invitation = Hashes.secret();
        transaction.executeWithoutResult(status -> {
            sql.sql("update staff.account set password = null, secret = null where name = ?")
                    .param(name)
                    .update();
            endAll(name);
            sql.sql("""
                            insert into staff.invitation (hash, account, expires) values (?, ?, ?)
                            on conflict (account) do update set hash = excluded.hash, expires = excluded.expires""")
                    .params(Hashes.of(invitation), name, Timestamp.from(until))
                    .update();
        });
        return invitation;
    }

    /** Whose invitation it is, if it still holds. */
    Optional<String> invited(String invitation) {
        return sql.sql("""
                        select account from staff.invitation join staff.account on account = name
                        where hash = ? and expires > now() and locked_at is null and left_at is null""").param(Hashes.of(invitation)).query(String.class).optional();
    }

    /** Takes an invitation, once. */
    boolean accept(String invitation, String name, String password, @Nullable String secret) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var isTaken = sql.sql("""
                            delete from staff.invitation where hash = ? and account = ? and expires > now()""").params(Hashes.of(invitation), name).update();
            return isTaken == 1
                    && sql.sql("""
                                            update staff.account set password = :password, secret = :secret, last_step = 0
                                            where name = :name and locked_at is null and left_at is null""")
                                    .param("password", password)
                                    .param("secret", secret)
                                    .param("name", name)
                                    .update()
                            == 1;
        }));
    }

    /** Nobody signs in to it, and what was open ends at once. */
    void lock(String name) {
        transaction.executeWithoutResult(status -> {
            sql.sql("update staff.account set locked_at = coalesce(locked_at, now()) where name = ?")
                    .param(name)
                    .update();
            endAll(name);
        });
    }

    void unlock(String name) {
        sql.sql("update staff.account set locked_at = null where name = ?")
                .param(name)
                .update();
    }

    /** For good. The name is not given to somebody else, for it stands in the history. */
    void leave(String name) {
        transaction.executeWithoutResult(status -> {
            sql.sql("""
                            update staff.account set left_at = coalesce(left_at, now()), password = null, secret = null
                            where name = ?""").param(name).update();
            sql.sql("delete from staff.invitation where account = ?")
                    .param(name)
                    .update();
            endAll(name);
        });
    }

    private void endAll(String name) {
        sql.sql("delete from staff.sign_in where account = ?").param(name).update();
    }

    boolean isEmpty() {
        return sql.sql("select not exists (select 1 from staff.account)")
                .query(Boolean.class)
                .single();
    }

    /** Somebody of the demo, with a password that everybody knows. */
    void makeForDemo(String role, String password) {
        sql.sql("""
                        insert into staff.account (name, roles, password, invited_by, is_demo)
                        values (?, array[?], ?, 'demo', true) on conflict do nothing""").params(role, role, password).update();
    }

    /** Ends all that was made under the demo's rules. */
    void removeDemo() {
        sql.sql("delete from staff.account where is_demo").update();
    }
}
