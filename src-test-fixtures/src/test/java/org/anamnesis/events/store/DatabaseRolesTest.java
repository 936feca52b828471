package org.anamnesis.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseRolesTest {

    private final TestPostgres database = TestPostgres.migrated();

    @Test
    void a_login_that_may_not_create_roles_is_told_what_its_administrator_has_to_run() {
        var other = TestPostgres.empty();
        other.sql().sql("create role nobody_" + other.name() + " login").update();
        var login = other.login();
        login.setUsername("nobody_" + other.name());

        assertThatThrownBy(() -> new Schemas(login))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("grant anamnesis_owner, anamnesis_writer, anamnesis_reader to nobody_")
                .hasMessageContaining("grant create on database");
    }

    @Test
    void so_is_one_that_has_the_roles_but_may_not_let_them_into_the_database() {
        var other = TestPostgres.empty();
        other.sql()
                .sql("create role half_" + other.name() + " login noinherit createrole")
                .update();
        other.sql()
                .sql("grant anamnesis_owner, anamnesis_writer, anamnesis_reader to half_" + other.name()
                        + " with admin option")
                .update();
        var login = other.login();
        login.setUsername("half_" + other.name());

        assertThatThrownBy(() -> new Schemas(login))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("grant create on database");
        other.sql()
                .sql("grant create on database " + other.name() + " to anamnesis_owner")
                .update();
        assertThat(new Schemas(login).clinic(null)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update history.event set type = 'x'", "delete from history.event", "truncate history.event"})
    void whoever_writes_history_cannot_change_it(String change) {
        assertThatThrownBy(() -> as(DatabaseRoles.WRITER).sql(change).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from keys.data_key",
                "update keys.data_key set wrapped = ''",
                "delete from keys.erased",
                "update keys.erased set subject = gen_random_uuid()",
                "truncate keys.erased",
                "insert into keys.wrapping_key (name, wrapped) values ('x', '')"
            })
    void whoever_writes_history_can_neither_touch_keys_nor_take_a_tombstone_away(String change) {
        assertThatThrownBy(() -> as(DatabaseRoles.WRITER).sql(change).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void whoever_reads_cannot_write() {
        assertThatThrownBy(() -> as(DatabaseRoles.READER)
                        .sql("insert into history.receipt (clinic, actor, key, request) values (?, 'a', 'k', '')")
                        .param(UUID.randomUUID())
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThat(as(DatabaseRoles.READER)
                        .sql("select now()")
                        .query(OffsetDateTime.class)
                        .single())
                .isNotNull();
    }

    private JdbcClient as(String role) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser("postgres");
        source.setOptions("-c role=" + role);
        return JdbcClient.create(source);
    }
}
