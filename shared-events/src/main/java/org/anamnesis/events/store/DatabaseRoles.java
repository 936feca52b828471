package org.anamnesis.events.store;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The three roles without login that the application works as: the owner migrates, the writer adds to the history and
 * keeps the views, the reader asks.
 */
final class DatabaseRoles {

    static final String OWNER = "anamnesis_owner";
    static final String WRITER = "anamnesis_writer";
    static final String READER = "anamnesis_reader";

    private DatabaseRoles() {}

    /** Creates what is missing; if the login may not, says what an administrator has to run. */
    static void ensure(DataSource login) {
        var sql = JdbcClient.create(login);
        if (isComplete(sql)) {
            return;
        }
        var statements = statements(sql);
        try {
            statements.forEach(statement -> sql.sql(statement).update());
        } catch (BadSqlGrammarException | UncategorizedSQLException refused) {
            // said below, as where PostgreSQL grants nothing and only warns
        }
        if (!isComplete(sql)) {
            throw new CannotStart(
                    "The database login may not create the roles that Anamnesis works as. Ask the administrator of the"
                            + " database to run there:\n\n" + String.join(";\n", statements) + ";\n");
        }
    }

    private static boolean isComplete(JdbcClient sql) {
        return sql.sql("""
                        select count(*) = 3 and bool_and(pg_has_role(current_user, rolname, 'member'))
                            and has_database_privilege('anamnesis_owner', current_database(), 'create')
                        from (select rolname from pg_roles where rolname = any(?) offset 0) roles
                        having count(*) = 3""")
                .param(new String[] {OWNER, WRITER, READER})
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static List<String> statements(JdbcClient sql) {
        var who = sql.sql("select quote_ident(current_user), quote_ident(current_database())")
                .query((row, i) -> List.of(row.getString(1), row.getString(2)))
                .single();
        var create = List.of(OWNER, WRITER, READER).stream()
                .map(role -> "do $$ begin create role " + role
                        + "; exception when duplicate_object or unique_violation then null; end $$");
        var grant = List.of(
                "grant " + OWNER + ", " + WRITER + ", " + READER + " to " + who.getFirst(),
                "grant create on database " + who.getLast() + " to " + OWNER)
                .stream();
        return Stream.concat(create, grant).toList();
    }
}
