package org.anamnesis.events.keys;

import static org.anamnesis.events.Label.CLIENT_NAME;
import static org.anamnesis.fixtures.SampleClinic.ANNA;
import static org.anamnesis.fixtures.SampleClinic.BEN;
import static org.anamnesis.fixtures.SampleClinic.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.keys.Rotation.RotationJob;
import org.anamnesis.events.keys.Rotation.State;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.anamnesis.fixtures.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class RotationTest {

    @TempDir
    Path folder;

    private final TestPostgres database = TestPostgres.migrated();
    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcClient sql = JdbcClient.create(pool);

    @BeforeEach
    void make() {
        pool.setJdbcUrl(database.url());
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(4);
        KeyFile.make(file("one"));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private Path file(String node) {
        return folder.resolve(node).resolve("keys.json");
    }

    private FileWrapping node(String name) throws IOException {
        if (!Files.exists(file(name))) {
            Files.createDirectories(folder.resolve(name));
            Files.copy(file("one"), file(name));
        }
        return new FileWrapping(file(name), sql);
    }

    private Vault vault(KeyWrapping wrapping) {
        return new PostgresVault(sql, sql, wrapping, new Damage(new SimpleMeterRegistry()));
    }

    private RotationJob rotate(KeyWrapping wrapping) {
        var rotation = new Rotation(database.connections(), wrapping);
        return ended(rotation, rotation.start());
    }

    private static RotationJob ended(Rotation rotation, RotationJob job) {
        Awaitility.await().until(() -> found(rotation, job).state() != State.RUNNING);
        return found(rotation, job);
    }

    private static RotationJob found(Rotation rotation, RotationJob job) {
        return rotation.find(job.id()).orElseThrow();
    }

    private List<String> wrappedBy(KeyWrapping wrapping) {
        return sql.sql("select wrapped from keys.data_key").query((row, i) -> row.getBytes(1)).list().stream()
                .map(wrapped -> {
                    try {
                        return wrapping.wrappedBy(Objects.requireNonNull(wrapped));
                    } catch (java.security.GeneralSecurityException damaged) {
                        throw new IllegalStateException(damaged);
                    }
                })
                .distinct()
                .toList();
    }

    private static List<Sealed> seal(Vault vault, int people) {
        return IntStream.range(0, people)
                .mapToObj(i -> new ClientId(UUID.randomUUID()))
                .map(who -> vault.seal(who, who, CLIENT_NAME, secret("somebody")))
                .toList();
    }

    private static void areReadable(Vault vault, List<Sealed> texts) {
        assertThat(texts)
                .allSatisfy(text -> assertThat(vault.open(text, text.subject())).isEqualTo("somebody"));
    }

    @Test
    void all_keys_are_wrapped_anew_and_other_nodes_read_all_the_while() throws Exception {
        var one = node("one");
        var two = node("two");
        var texts = seal(vault(one), 120);
        var before = one.newest();
        var over = new AtomicBoolean();
        try (var reader = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = reader.submit(() -> {
                do {
                    areReadable(vault(two), texts);
                } while (!over.get());
            });

            var job = rotate(one);
            over.set(true);
            reading.get();

            assertThat(job.state()).isEqualTo(State.DONE);
            assertThat(job.done()).isEqualTo(120).isEqualTo(job.total());
        }
        assertThat(wrappedBy(one)).containsExactly(one.newest()).doesNotContain(before);
        areReadable(vault(node("two").upToDate()), texts);
        areReadable(vault(node("one").upToDate()), seal(vault(two), 3));
    }

    @Test
    void one_that_was_broken_off_is_finished_by_the_next_and_reads_meanwhile() throws Exception {
        var one = node("one");
        var texts = seal(vault(one), 600);
        var rotation = new Rotation(database.connections(), one);
        RotationJob first;
        try (var connection = database.connections().getConnection()) {
            connection.setAutoCommit(false);
            JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("""
                            select subject from keys.data_key where subject = (
                                select subject from keys.data_key order by subject offset 150 limit 1) for update""")
                    .query(UUID.class)
                    .single(); // holds the job up in its second batch
            first = rotation.start();
            var job = first;
            Awaitility.await().until(() -> found(rotation, job).done() > 0);
            assertThatThrownBy(rotation::start).isInstanceOf(Problem.class);
            assertThat(rotation.cancel(first.id())).isTrue();
            connection.rollback();
        }

        assertThat(ended(rotation, first).state()).isEqualTo(State.CANCELLED);
        assertThat(rotation.cancel(first.id())).isFalse();
        assertThat(wrappedBy(one)).hasSize(2);
        areReadable(vault(one), texts);
        var newest = one.newest();

        assertThat(rotate(one).state()).isEqualTo(State.DONE);
        assertThat(wrappedBy(one)).containsExactly(newest);
    }

    @Test
    void one_whose_process_died_is_said_to_have_failed() throws Exception {
        var rotation = new Rotation(database.connections(), node("one"));
        var id = UUID.randomUUID();
        sql.sql("insert into keys.rotation (id, state) values (?, 'RUNNING')")
                .param(id)
                .update();

        assertThat(rotation.find(id).orElseThrow().state()).isEqualTo(State.FAILED);
        assertThat(rotation.cancel(id)).isFalse();
        assertThat(rotate(node("one")).state()).isEqualTo(State.DONE);
    }

    @Test
    void a_node_that_missed_two_rotations_does_not_start_and_says_what_to_do() throws Exception {
        var one = node("one");
        node("two");
        rotate(one);
        rotate(one);

        assertThatThrownBy(() -> node("two").upToDate())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("older than the last rotation");
    }

    @Test
    void whoever_is_erased_meanwhile_stays_erased_and_a_damaged_key_is_left_as_it_is() throws Exception {
        var one = node("one");
        var anna = vault(one).seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
        var ben = vault(one).seal(BEN, BEN, CLIENT_NAME, secret("Ben"));
        sql.sql("insert into keys.erased (subject, erased_at) values (?, now())")
                .param(ANNA.value())
                .update();
        sql.sql("update keys.data_key set wrapped = set_byte(wrapped, 30, get_byte(wrapped, 30) # 1)")
                .update();

        var job = rotate(one);

        assertThat(job.problem()).contains("1 damaged keys");
        assertThat(vault(one).open(anna, ANNA.value())).isEqualTo(Vault.ERASED);
        assertThat(vault(one).open(ben, BEN.value())).isEqualTo(Vault.DAMAGED);
    }

    private KeyService service(TransitEngine engine) throws IOException {
        var token = folder.resolve("token");
        Files.writeString(token, TransitEngine.TOKEN + "\n");
        return new KeyService(engine.url(), "transit", "anamnesis", token);
    }

    @Test
    void a_key_service_takes_over_from_the_file_and_its_keys_are_rotated_alike() throws Exception {
        try (var engine = new TransitEngine()) {
            var byFile = seal(vault(node("one")), 5);
            var transit = TransitWrapping.reach(service(engine), node("one"));
            var byService = seal(vault(transit), 5);
            areReadable(vault(transit), byFile);
            areReadable(vault(transit), byService);

            assertThat(rotate(transit).state()).isEqualTo(State.DONE);

            assertThat(wrappedBy(transit)).containsExactly("vault:anamnesis:2");
            areReadable(vault(transit), byFile);
            areReadable(vault(transit), byService);
        }
    }

    @Test
    void what_the_key_service_does_not_accept_is_damaged_and_while_it_is_away_nothing_is() throws Exception {
        try (var engine = new TransitEngine()) {
            var transit = TransitWrapping.reach(service(engine), node("one"));
            var vault = vault(transit);
            var anna = vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
            vault.seal(BEN, BEN, CLIENT_NAME, secret("Ben"));

            engine.failure = 503;
            assertThatThrownBy(() -> vault.open(anna, ANNA.value()))
                    .isInstanceOf(Problem.class)
                    .extracting(away -> ((Problem) away).type())
                    .isEqualTo(ProblemType.NOT_NOW);
            engine.failure = 0;
            assertThat(vault.open(anna, ANNA.value())).isEqualTo("Anna");

            sql.sql("""
                            update keys.data_key set wrapped = (select wrapped from keys.data_key where subject = ?)
                            where subject = ?""").params(BEN.value(), ANNA.value()).update();
            assertThat(vault.open(anna, ANNA.value())).isEqualTo(Vault.DAMAGED);
        }
    }

    @Test
    void an_erasure_holds_at_once_because_nothing_unwrapped_is_kept() throws Exception {
        try (var engine = new TransitEngine()) {
            var vault = vault(TransitWrapping.reach(service(engine), node("one")));
            var anna = vault.seal(ANNA, ANNA, CLIENT_NAME, secret("Anna"));
            assertThat(vault.open(anna, ANNA.value())).isEqualTo("Anna");

            sql.sql("insert into keys.erased (subject, erased_at) values (?, now())")
                    .param(ANNA.value())
                    .update();

            assertThat(vault.open(anna, ANNA.value())).isEqualTo(Vault.ERASED);
        }
    }

    @Test
    void without_the_key_service_or_its_token_nothing_starts() throws Exception {
        try (var engine = new TransitEngine()) {
            var service = service(engine);
            Files.writeString(folder.resolve("token"), "wrong");
            assertThatThrownBy(() -> TransitWrapping.reach(service, node("one")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("does not answer");
            assertThatThrownBy(() -> TransitWrapping.reach(
                            new KeyService(engine.url(), "transit", "anamnesis", null), node("one")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("token-file");
        }
    }
}
