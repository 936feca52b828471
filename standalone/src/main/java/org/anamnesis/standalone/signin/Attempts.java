package org.anamnesis.standalone.signin;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often a name was tried in vain: after five times nobody signs in by it for 15 minutes. Names that nobody has are
 * counted like all others, so that nobody learns which ones there are.
 */
@Component
@WithOwnIssuer
final class Attempts {

    private final JdbcClient sql;

    Attempts(StaffSchema migrated, @Qualifier("commands") DataSource commands) {
        this.sql = JdbcClient.create(commands);
    }

    /** Counts an attempt before it is looked at, so that many at once count too. False if it is one too many. */
    boolean count(String name) {
        sql.sql("delete from staff.attempt where at < now() - interval '1 day'").update();
        return sql.sql("""
                                insert into staff.attempt as tried (name, wrong, at) values (?, 1, now())
                                on conflict (name) do update set
                                    wrong = case when tried.at < now() - interval '15 minutes' then 1
                                        else tried.wrong + 1 end,
                                    at = now()
                                where tried.wrong < 5 or tried.at < now() - interval '15 minutes'""").param(Hashes.of(name)).update() == 1;
    }

    /** The attempt was a good one. */
    void forget(String name) {
        sql.sql("delete from staff.attempt where name = ?")
                .param(Hashes.of(name))
                .update();
    }
}
