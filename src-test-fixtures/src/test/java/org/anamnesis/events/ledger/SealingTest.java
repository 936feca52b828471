package org.anamnesis.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.web.Problem;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

class SealingTest {

    private static final int WRITERS = 6;

    @TempDir
    Path folder;

    private SealedDatabase sealed;
    private LedgerTable table;
    private Ledger ledger;

    @BeforeEach
    void install() {
        sealed = new SealedDatabase(folder);
        table = sealed.table;
        ledger = sealed.ledger;
    }

    /** Each row's leaf hash, made by PostgreSQL itself; nulls at the end are left out. */
    private List<String> byThemselves(Log log) {
        var leaf = log.columns().stream()
                .map(column ->
                        "coalesce(int4send(octet_length(%1$s_send(\"%2$s\"))) || %1$s_send(\"%2$s\"), int4send(-1))"
                                .formatted(column.type(), column.name())
                                .replace("int8_send", "int8send")
                                .replace("int4_send", "int4send")
                                .replace("text_send", "textsend")
                                .replace("bytea_send", "byteasend"))
                .collect(Collectors.joining(" || "));
        return sealed.owner
                .sql("select encode(sha256('\\x00' || decode(regexp_replace(encode(" + leaf
                        + ", 'hex'), '(ffffffff)+$', ''), 'hex')), 'hex') from " + log.table() + " order by "
                        + log.order())
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @EnumSource(Log.class)
    void every_column_of_the_table_is_sealed(Log log) {
        var columns =
                sealed.owner.sql("""
                        select column_name || ' ' || udt_name from information_schema.columns
                        where table_schema || '.' || table_name = ? order by ordinal_position""").param(log.table()).query(String.class).list();

        assertThat(log.columns().stream().map(column -> column.name() + " " + column.type()))
                .containsExactlyElementsOf(columns);
    }

    @ParameterizedTest
    @EnumSource(Log.class)
    void what_is_sealed_is_each_row_as_it_lies_there_in_order(Log log) throws SQLException {
        sealed.append(log, 700);
        sealed.seal(log);
        sealed.append(log, 3);
        sealed.seal(log);

        var latest = ledger.latest(log).orElseThrow();
        var leaves = table.leaves(log, 0, latest.size());
        assertThat(leaves.stream().map(leaf -> HexFormat.of().formatHex(leaf.hash())))
                .containsExactlyElementsOf(byThemselves(log));
        assertThat(latest.position()).isEqualTo(leaves.getLast().position());
        assertThat(Checkpoint.read(log, latest.note()))
                .usingRecursiveComparison()
                .isEqualTo(latest);
        assertThat(table.keys().getLast().key().signed(table.origin().of(log), Note.read(latest.note())))
                .isTrue();
        assertThat(latest.root())
                .isEqualTo(Merkle.root(0, 703, table.subtrees(log)))
                .isEqualTo(Merkle.root(0, 703, (first, size) -> fromLeaves(leaves, (int) first, (int) size)));
    }

    private static byte[] fromLeaves(List<LedgerTable.Leaf> leaves, int first, int size) {
        return size == 1
                ? leaves.get(first).hash()
                : Merkle.node(fromLeaves(leaves, first, size / 2), fromLeaves(leaves, first + size / 2, size / 2));
    }

    @ParameterizedTest
    @EnumSource(Log.class)
    void while_many_write_at_once_and_roll_back_nothing_is_passed_over_or_turned_round(Log log) throws Exception {
        var until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        try (var writers = Executors.newFixedThreadPool(WRITERS);
                var connection = sealed.schemas.ledger().getConnection()) {
            var running = new ArrayList<Future<?>>();
            for (int seed = 0; seed < WRITERS; seed++) {
                var random = new Random(seed);
                running.add(writers.submit(() -> {
                    write(log, random, until);
                    return null;
                }));
            }
            var sealing = new Sealing(connection, log, sealed.keys);
            while (running.stream().anyMatch(writer -> !writer.isDone())) {
                sealing.seal();
            }
            sealing.seal();
            for (var writer : running) {
                writer.get();
            }
        }

        var latest = ledger.latest(log).orElseThrow();
        assertThat(table.leaves(log, 0, latest.size()).stream()
                        .map(leaf -> HexFormat.of().formatHex(leaf.hash())))
                .hasSizeGreaterThan(1000)
                .containsExactlyElementsOf(byThemselves(log));
        assertThat(sealed.owner
                        .sql("select count(*) from history.ledger_checkpoint where log = ?")
                        .param(log.name())
                        .query(Integer.class)
                        .single())
                .isGreaterThan(10);
    }

    private void write(Log log, Random random, long until) throws SQLException {
        try (var connection = sealed.database.connections().getConnection()) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < until) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    SealedDatabase.append(log, connection, 1 + random.nextInt(3));
                }
                if (random.nextInt(8) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        }
    }

    @Test
    void before_anything_has_happened_the_empty_tree_is_signed() throws SQLException {
        assertThat(ledger.latest(Log.EVENTS)).isEmpty();

        sealed.seal(Log.EVENTS);

        assertThat(ledger.latest(Log.EVENTS).orElseThrow().size()).isZero();
        assertThat(ledger.awaitNext(Log.EVENTS, 0, Duration.ZERO).position()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Log.class)
    void the_very_first_row_is_sealed_without_a_second_one(Log log) throws SQLException {
        try (var connection = sealed.schemas.ledger().getConnection()) {
            var sealing = new Sealing(connection, log, sealed.keys);
            sealing.seal();
            assertThat(sealing.seal()).isFalse();
            sealed.append(log, 1);

            assertThat(sealing.seal()).isTrue();
            assertThat(ledger.latest(log).orElseThrow().size()).isEqualTo(1);
        }
    }

    @Test
    void what_was_known_at_a_time_is_what_was_signed_by_then() throws SQLException {
        sealed.append(Log.EVENTS, 1);
        sealed.seal(Log.EVENTS);
        sealed.append(Log.EVENTS, 1);
        sealed.seal(Log.EVENTS);
        var second = ledger.latest(Log.EVENTS).orElseThrow();
        var first = ledger.ofSize(Log.EVENTS, 1).orElseThrow();

        assertThat(ledger.knownAt(Log.EVENTS, Instant.now().plusSeconds(1))
                        .orElseThrow()
                        .size())
                .isEqualTo(2);
        assertThat(ledger.knownAt(Log.EVENTS, second.signedAt()).orElseThrow().size())
                .isEqualTo(2);
        assertThat(ledger.knownAt(Log.EVENTS, second.signedAt().minusNanos(1000))
                        .orElseThrow()
                        .size())
                .isEqualTo(1);
        assertThat(ledger.knownAt(Log.EVENTS, first.signedAt().minusNanos(1000)))
                .isEmpty();
    }

    @Test
    void whoever_waits_is_answered_once_all_up_to_there_is_sealed_and_told_if_nobody_seals() throws Exception {
        sealed.append(Log.EVENTS, 3);
        sealed.seal(Log.EVENTS);
        try (var connection = sealed.schemas.ledger().getConnection()) {
            connection.setAutoCommit(false);
            SealedDatabase.append(Log.EVENTS, connection, 4);
            connection.rollback(); // positions that nobody will ever see
        }
        assertThat(ledger.awaitNext(Log.EVENTS, 7, Duration.ZERO).size()).isEqualTo(3);
        sealed.append(Log.EVENTS, 1);

        assertThatThrownBy(() -> ledger.awaitNext(Log.EVENTS, 8, Duration.ofMillis(100)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("key file");
        try (var waiting = Executors.newSingleThreadExecutor()) {
            var answer = waiting.submit(() -> ledger.awaitNext(Log.EVENTS, 8, Duration.ofSeconds(20)));
            sealed.seal(Log.EVENTS);
            assertThat(answer.get().size()).isEqualTo(4);
        }
    }

    @Test
    void proofs_are_those_of_the_whole_tree() throws SQLException {
        sealed.append(Log.EVENTS, 1000);
        sealed.seal(Log.EVENTS);
        var latest = ledger.latest(Log.EVENTS).orElseThrow();
        var leaves = table.leaves(Log.EVENTS, 0, 1000);
        Merkle.Subtrees whole = (first, size) -> fromLeaves(leaves, (int) first, (int) size);

        for (int index : new int[] {0, 255, 256, 511, 767, 768, 999}) {
            var proof = ledger.inclusion(Log.EVENTS, leaves.get(index).position(), latest);
            assertThat(proof.index()).isEqualTo(index);
            assertThat(proof.leaf()).isEqualTo(leaves.get(index).hash());
            assertThat(proof.path()).containsExactlyElementsOf(Merkle.inclusion(index, 1000, whole));
        }
        for (int size : new int[] {1, 255, 256, 700, 1000}) {
            assertThat(ledger.consistency(Log.EVENTS, size, 1000))
                    .containsExactlyElementsOf(Merkle.consistency(size, 1000, whole));
        }
        assertThatThrownBy(() -> ledger.inclusion(Log.EVENTS, 1001, latest)).isInstanceOf(Problem.class);
    }

    @Test
    void a_ledger_that_was_tampered_with_is_not_continued() throws SQLException {
        sealed.append(Log.EVENTS, 300);
        sealed.seal(Log.EVENTS);
        sealed.tamper("update history.ledger_node set hash = sha256(hash)");
        sealed.append(Log.EVENTS, 1);

        assertThatThrownBy(() -> sealed.seal(Log.EVENTS)).isInstanceOf(LedgerDamaged.class);
    }

    @Test
    void a_key_file_that_is_missing_or_another_ones_is_refused() {
        var file = folder.resolve("ledger-key.json");

        assertThatThrownBy(() -> LedgerKeyFile.in(folder.resolve("elsewhere"), sealed.owner))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is missing");
        var other = TestPostgres.migrated();
        LedgerKeyFile.in(folder.resolve("others"), other.sql());
        assertThatThrownBy(() -> LedgerKeyFile.in(folder.resolve("others"), sealed.owner))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not the one");
        assertThat(LedgerKeyFile.in(file, sealed.owner)).isNotNull();
        assertThat(file.toFile().canRead()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update history.event set type = 'x'",
                "delete from history.event",
                "truncate history.event",
                "delete from history.ledger_checkpoint",
                "update history.ledger_node set hash = ''",
                "truncate history.ledger_key"
            })
    void not_even_the_owner_changes_history_or_ledger_by_accident(String change) {
        assertThatThrownBy(() -> sealed.owner.sql(change).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("only ever added to");
    }

    @Test
    void nothing_is_sealed_twice() throws SQLException {
        sealed.append(Log.EVENTS, 1);
        try (var one = sealed.schemas.ledger().getConnection();
                var two = sealed.schemas.ledger().getConnection()) {
            var first = new Sealing(one, Log.EVENTS, sealed.keys);
            var second = new Sealing(two, Log.EVENTS, sealed.keys);
            first.seal();
            sealed.append(Log.EVENTS, 1);

            assertThatThrownBy(second::seal).isInstanceOf(DataAccessException.class);
        }
    }
}
