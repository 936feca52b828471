package org.anamnesis.standalone.signin;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is signed in, until they sign out, are idle for 15 minutes, are locked out or leave; twelve hours at most. */
@Component
@WithOwnIssuer
final class SignIns {

    static final Duration IDLE = Duration.ofMinutes(15);

    /** What holds of a sign-in that is still used. */
    static final String IN_USE = "used > now() - interval '15 minutes' and begun > now() - interval '12 hours'";

    private final JdbcClient sql;
    private final JdbcClient asking;

    SignIns(
            StaffSchema migrated,
            @Qualifier("commands") DataSource commands,
            @Qualifier("questions") DataSource questions) {
        this.sql = JdbcClient.create(commands);
        this.asking = JdbcClient.create(questions);
    }

    /**
     * Signs somebody in, unless the account was locked meanwhile or the one-time code was used before.
     *
     * @param step which one-time code it was; ignored where the account has none
     */
    Optional<UUID> begin(String account, long step) {
        sql.sql("delete from staff.sign_in where used < now() - interval '1 day'")
                .update();
        var id = UUID.randomUUID();
        var begun = sql.sql("""
                        with let_in as (
                            update staff.account set last_step = greatest(last_step, :step)
                            where name = :account and locked_at is null and left_at is null
                                and (secret is null or last_step < :step)
                            returning name)
                        insert into staff.sign_in (id, account) select :id, name from let_in""")
                .param("id", id)
                .param("account", account)
                .param("step", step)
                .update();
        return begun == 1 ? Optional.of(id) : Optional.empty();
    }

    /** Notes that somebody is still there; false if they no longer are. */
    boolean use(UUID id) {
        return sql.sql("update staff.sign_in set used = now() where id = ? and " + IN_USE)
                        .param(id)
                        .update()
                == 1;
    }

    /** Whether tokens of a sign-in are still good: one look into an index for each request. */
    boolean isThere(UUID id) {
        return asking.sql("select exists (select 1 from staff.sign_in where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    void end(UUID id) {
        sql.sql("delete from staff.sign_in where id = ?").param(id).update();
    }
}
