package org.anamnesis.events.keys;

import static org.anamnesis.events.Label.CLIENT_NAME;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BEN;
import static org.anamnesis.fixtures.SampleClinic.NOW;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.fixtures.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The list beside the database, and the tombstones in it. */
class ErasuresTest {

    @TempDir
    Path data;

    private final TestPostgres database = TestPostgres.migrated();
    private final DataSource connections = database.connections();
    private final JdbcClient sql = JdbcClient.create(connections);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
    private Vault vault;
    private Sealed anna;
    private Sealed ben;

    @BeforeEach
    void seal() {
        KeyFile.make(data.resolve("keys.json"));
        vault = new PostgresVault(
                sql, sql, new FileWrapping(data.resolve("keys.json"), sql), new Damage(new SimpleMeterRegistry()));
        anna = vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
        ben = vault.seal(BEN, BEN, CLIENT_NAME, secret("Ben"));
    }

    private Path file() {
        return data.resolve("erasures");
    }

    private Erasures erasures() {
        return new Erasures(sql, new ErasureList(file()));
    }

    private String name(Sealed sealed) {
        return vault.open(sealed, sealed.subject());
    }

    private void erase(UUID subject) {
        transaction.executeWithoutResult(status -> erasures().erase(subject, NOW));
    }

    /** As if an older copy of the database had been loaded: what the triggers say does not count then. */
    private void restore(Runnable load) {
        transaction.executeWithoutResult(status -> {
            sql.sql("create temporary table kept on commit drop as table keys.data_key")
                    .update();
            load.run();
            sql.sql("set local session_replication_role = replica").update();
            sql.sql("delete from keys.erased").update();
            sql.sql("insert into keys.data_key table kept on conflict do nothing")
                    .update();
        });
    }

    @Test
    void the_list_has_it_before_it_is_committed() {
        transaction.executeWithoutResult(status -> {
            erasures().erase(ANNA.value(), NOW);
            assertThat(file()).doesNotExist();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    assertThat(file()).content().isEqualTo(NOW + " erased " + ANNA + "\n");
                    assertThat(name(anna)).isEqualTo(Vault.ERASED); // by the connection that erases
                }
            });
        });
        assertThat(name(anna)).isEqualTo(Vault.ERASED);
        assertThat(name(ben)).isEqualTo("Ben");
    }

    @Test
    void whoever_was_not_erased_after_all_is_not_erased_later_either() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    erasures().erase(ANNA.value(), NOW);
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void beforeCommit(boolean readOnly) {
                            throw new IllegalStateException("somebody was faster");
                        }
                    });
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(file()).content().contains("erased", "kept");
        erasures().agree(sql);
        assertThat(name(anna)).isEqualTo("Anna");
    }

    @Test
    void a_restored_copy_forgets_them_again_and_nobody_else() {
        restore(() -> sql.sql("insert into keys.erased (subject, erased_at) values (?, now())")
                .param(ANNA.value())
                .update());
        assertThat(name(anna)).isEqualTo("Anna");
        new ErasureList(file()).add(ANNA.value(), NOW);

        erasures().agree(sql);

        assertThat(name(anna)).isEqualTo(Vault.ERASED);
        assertThat(name(ben)).isEqualTo("Ben");
        assertThatThrownBy(() -> vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna")))
                .hasMessageContaining("refusals");
    }

    @Test
    void keys_that_were_put_back_beside_a_tombstone_go_again() {
        erase(ANNA.value());
        transaction.executeWithoutResult(status -> {
            sql.sql("set local session_replication_role = replica").update();
            sql.sql("insert into keys.data_key (subject, protection, wrapped) select ?, protection, wrapped from"
                            + " keys.data_key where subject = ?")
                    .params(ANNA.value(), BEN.value())
                    .update();
        });
        assertThat(name(anna)).isEqualTo(Vault.DAMAGED);

        erasures().agree(sql);

        assertThat(name(anna)).isEqualTo(Vault.ERASED);
    }

    @Test
    void a_node_with_a_folder_of_its_own_learns_whom_others_have_erased() throws IOException {
        erase(ANNA.value());
        Files.delete(file());

        erasures().agree(sql);
        erasures().agree(sql);

        assertThat(file()).content().isEqualTo(NOW + " erased " + ANNA + "\n");
    }

    @Test
    void a_node_that_runs_takes_down_what_others_erase() {
        var elsewhere = data.resolve("elsewhere");
        try (var other = new Erasures(sql, new ErasureList(elsewhere))) {
            other.agree(sql);
            other.follow();
            erase(ANNA.value());

            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> Files.exists(elsewhere));
            assertThat(elsewhere).content().isEqualTo(NOW + " erased " + ANNA + "\n");
        }
    }

    @Test
    void a_line_that_was_not_written_to_its_end_never_happened() throws IOException {
        new ErasureList(file()).add(ANNA.value(), NOW);
        Files.writeString(file(), NOW + " erased " + BEN.toString().substring(0, 20), StandardOpenOption.APPEND);

        erasures().agree(sql);
        assertThat(name(ben)).isEqualTo("Ben");
        new ErasureList(file()).add(BEN.value(), NOW);
        assertThat(new ErasureList(file()).read()).containsOnlyKeys(ANNA.value(), BEN.value());
    }

    @Test
    void a_damaged_list_stops_the_start_with_one_clear_sentence() throws IOException {
        new ErasureList(file()).add(ANNA.value(), NOW);
        Files.writeString(file(), "nonsense\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> erasures().agree(sql))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is damaged in line 2");
    }
}
