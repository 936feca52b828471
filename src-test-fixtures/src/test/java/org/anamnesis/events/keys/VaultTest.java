package org.anamnesis.events.keys;

import static org.anamnesis.events.Label.CLIENT_CONTACT;
import static org.anamnesis.events.Label.CLIENT_NAME;
import static org.anamnesis.events.Label.EXPRESSION_MEANING;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BEN;
import static org.anamnesis.fixtures.SampleClinic.SESSION;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.fixtures.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class VaultTest {

    @TempDir
    Path data;

    private final TestPostgres database = TestPostgres.migrated();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Damage damage = new Damage(meters);
    private Vault vault;

    @BeforeEach
    void open() {
        KeyFile.make(data.resolve("keys.json"));
        vault = new PostgresVault(
                database.sql(), database.sql(), new FileWrapping(data.resolve("keys.json"), database.sql()), damage);
    }

    @Test
    void a_sealed_text_shows_nothing_and_can_be_opened() {
        var sealed = vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna Sommer"));

        assertThat(sealed.toString()).doesNotContain("Anna", "Sommer");
        assertThat(vault.open(sealed, ANNA.value())).isEqualTo("Anna Sommer");
    }

    @Test
    void the_same_text_is_never_sealed_the_same_way() {
        assertThat(vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna")))
                .isNotEqualTo(vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna")));
    }

    @Test
    void each_person_and_protection_class_has_a_key_of_its_own() {
        vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
        vault.seal(ANNA, ANNA, CLIENT_CONTACT, secret("anna@example.org"));
        vault.seal(ANNA, SESSION, EXPRESSION_MEANING, secret("a storm"));
        vault.seal(BEN, BEN, CLIENT_NAME, secret("Ben"));

        assertThat(keys()).isEqualTo(3);
    }

    @Test
    void a_text_whose_key_is_gone_reads_as_erased() {
        var sealed = vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
        database.sql().sql("delete from keys.data_key").update();

        assertThat(vault.open(sealed, ANNA.value())).isEqualTo(Vault.ERASED);
    }

    @Test
    void a_tombstone_takes_all_keys_of_one_person_and_no_new_one_is_ever_made() {
        var name = vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
        var meaning = vault.seal(ANNA, SESSION, EXPRESSION_MEANING, secret("a storm"));
        var bens = vault.seal(BEN, BEN, CLIENT_NAME, secret("Ben"));

        erase(database.sql(), ANNA.value());

        assertThat(vault.open(name, ANNA.value())).isEqualTo(Vault.ERASED);
        assertThat(vault.open(meaning, SESSION.value())).isEqualTo(Vault.ERASED);
        assertThat(vault.open(bens, BEN.value())).isEqualTo("Ben");
        assertThatThrownBy(() -> vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna")))
                .isInstanceOf(Problem.class)
                .extracting(problem -> ((Problem) problem).type())
                .isEqualTo(ProblemType.REFUSED);
    }

    @Test
    void a_key_that_is_being_made_while_its_owner_is_erased_goes_too() throws Exception {
        try (var connection = database.connections().getConnection();
                var other = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            var theirs = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            new PostgresVault(theirs, theirs, new FileWrapping(data.resolve("keys.json"), database.sql()), damage)
                    .seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
            var erasure = other.submit(() -> erase(database.sql(), ANNA.value()));
            Awaitility.await()
                    .until(() -> database.sql()
                            .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                            .query(Boolean.class)
                            .single());
            connection.commit();
            erasure.get();
        }

        assertThat(keys()).isZero();
    }

    private static int erase(JdbcClient sql, UUID subject) {
        return sql.sql("insert into keys.erased (subject, erased_at) values (?, now())")
                .param(subject)
                .update();
    }

    private int keys() {
        return database.sql()
                .sql("select count(*) from keys.data_key")
                .query(Integer.class)
                .single();
    }

    @Test
    void a_text_that_was_moved_or_altered_is_damaged_and_never_somebody_elses() {
        var sealed = vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
        vault.seal(BEN, BEN, CLIENT_NAME, secret("Ben"));
        var cipher = sealed.ciphertext();
        var flipped = (cipher.charAt(20) == 'A' ? 'B' : 'A') + cipher.substring(21);

        isDamaged(sealed, SESSION.value());
        isDamaged(new Sealed(BEN.value(), sealed.protection(), sealed.label(), cipher), ANNA.value());
        isDamaged(new Sealed(sealed.subject(), sealed.protection(), "client.contact", cipher), ANNA.value());
        isDamaged(
                new Sealed(sealed.subject(), sealed.protection(), sealed.label(), cipher.substring(0, 20) + flipped),
                ANNA.value());
        isDamaged(new Sealed(sealed.subject(), sealed.protection(), sealed.label(), "?"), ANNA.value());
    }

    @Test
    void a_wrapped_key_that_was_put_in_anothers_place_opens_nothing() {
        var annas = vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
        vault.seal(BEN, BEN, CLIENT_NAME, secret("Ben"));
        database.sql().sql("""
                        update keys.data_key set wrapped = (select wrapped from keys.data_key where subject = ?)
                        where subject = ?""").params(BEN.value(), ANNA.value()).update();

        isDamaged(annas, ANNA.value());
    }

    @Test
    void a_wrapped_key_that_was_altered_opens_nothing_seals_nothing_and_is_never_made_anew() {
        var sealed = vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
        database.sql()
                .sql("update keys.data_key set wrapped = set_byte(wrapped, 30, get_byte(wrapped, 30) # 1)")
                .update();

        isDamaged(sealed, ANNA.value());
        assertThatThrownBy(() -> vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("is damaged");
        assertThat(keys()).isEqualTo(1);
    }

    private void isDamaged(Sealed sealed, UUID aggregate) {
        var met = met();
        assertThat(vault.open(sealed, aggregate)).isEqualTo(Vault.DAMAGED);
        assertThat(met()).isEqualTo(met + 1);
        assertThat(damage.health().getStatus().getCode()).isEqualTo("DEGRADED");
    }

    private double met() {
        return meters.get("anamnesis.damaged.texts").counter().count();
    }
}
