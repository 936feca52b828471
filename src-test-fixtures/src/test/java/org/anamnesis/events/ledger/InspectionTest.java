package org.anamnesis.events.ledger;

import static org.anamnesis.events.governance.DamageKind.CHANGED;
import static org.anamnesis.events.governance.DamageKind.INSERTED;
import static org.anamnesis.events.governance.DamageKind.LEDGER;
import static org.anamnesis.events.governance.DamageKind.MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.anamnesis.events.governance.DamageKind;
import org.anamnesis.events.ledger.Inspection.Finding;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class InspectionTest {

    @TempDir
    Path folder;

    private final Signatures signatures = new Signatures();
    private SealedDatabase sealed;

    @BeforeEach
    void install() throws SQLException {
        sealed = new SealedDatabase(folder);
        sealed.seal(Log.EVENTS);
        sealed.appendAndSeal(Log.EVENTS, 600);
        sealed.appendAndSeal(Log.EVENTS, 1);
        sealed.appendAndSeal(Log.EVENTS, 9);
        sealed.appendAndSeal(Log.LOOKS, 5);
    }

    private List<Finding> found(Log log) throws Exception {
        try (var connection = sealed.schemas.ledger().getConnection()) {
            return Objects.requireNonNull(Inspection.of(connection, log, signatures, nanos -> true))
                    .findings();
        }
    }

    private static Finding event(DamageKind kind, long position, long until, long entries) {
        return new Finding(Log.EVENTS, kind, position, until, entries);
    }

    private static Finding event(DamageKind kind, long position) {
        return event(kind, position, position, 1);
    }

    @Test
    void nothing_is_found_where_nothing_was_done() throws Exception {
        assertThat(found(Log.EVENTS)).isEmpty();
        assertThat(found(Log.LOOKS)).isEmpty();
    }

    @Test
    void what_was_done_to_rows_is_named() throws Exception {
        sealed.tamper("update history.event set metadata = 'x' where position = 300");
        sealed.tamper("update history.event set client = null where position = 603");
        sealed.tamper("delete from history.event where position in (10, 11, 610)");
        sealed.tamper("update history.event set position = -7 where position = 20");
        sealed.tamper("update history.access_record set actor = 'y' where id = 3");

        assertThat(found(Log.EVENTS))
                .containsExactly(
                        event(INSERTED, -7),
                        event(MISSING, 10, 11, 2),
                        event(MISSING, 20),
                        event(CHANGED, 300),
                        event(CHANGED, 603),
                        event(MISSING, 610));
        assertThat(found(Log.LOOKS)).containsExactly(new Finding(Log.LOOKS, CHANGED, 3, 3, 1));
    }

    @Test
    void a_second_row_at_a_position_is_the_one_that_was_inserted() throws Exception {
        sealed.owner.sql("""
                        insert into history.event (aggregate_identifier, sequence_number, position, event_id, aggregate_type,
                            type, revision, recorded_at, clinic, payload, metadata)
                        select gen_random_uuid(), 0, position, event_id, aggregate_type, type, revision, recorded_at, clinic,
                            payload, metadata from history.event where position = 77""").update();

        assertThat(found(Log.EVENTS)).containsExactly(event(INSERTED, 77));
    }

    @Test
    void an_empty_table_is_one_finding() throws Exception {
        sealed.tamper("truncate history.event");

        assertThat(found(Log.EVENTS)).containsExactly(event(MISSING, 1, 610, 610));
    }

    @Test
    void what_was_done_to_the_seals_is_not_held_against_the_rows() throws Exception {
        sealed.tamper("""
                update history.ledger_checkpoint
                set hashes = overlay(hashes placing sha256('x') from 32 * 6 + 1) where log = 'EVENTS' and first = 601""");
        assertThat(found(Log.EVENTS)).containsExactly(event(LEDGER, 608));

        sealed.tamper("update history.ledger_node set hash = sha256(hash) where log = 'EVENTS' and index = 1");
        assertThat(found(Log.EVENTS)).contains(event(LEDGER, 600), event(LEDGER, 608));
    }

    @Test
    void a_seal_that_was_made_to_fit_a_changed_row_does_not_lead_to_the_signed_root() throws Exception {
        sealed.tamper("update history.event set type = 'Forged' where position = 601");
        var forged = new byte[1][];
        try (var connection = sealed.schemas.ledger().getConnection()) {
            Rows.read(connection, Log.EVENTS, 600, 601, 1, (position, leaf) -> forged[0] = Merkle.leaf(leaf));
        }
        sealed.owner
                .sql("alter table history.ledger_checkpoint disable trigger never_changed")
                .update();
        sealed.owner
                .sql("update history.ledger_checkpoint set hashes = ? where log = 'EVENTS' and size = 601")
                .param(forged[0])
                .update();

        assertThat(found(Log.EVENTS)).containsExactly(event(LEDGER, 601));
    }

    @Test
    void a_checkpoint_that_was_removed_or_signed_by_another_is_found() throws Exception {
        sealed.tamper("delete from history.ledger_checkpoint where log = 'EVENTS' and size = 601");
        assertThat(found(Log.EVENTS)).extracting(Finding::kind).contains(LEDGER);

        var latest = sealed.ledger.latest(Log.LOOKS).orElseThrow();
        var forged = Signer.make()
                .sign(
                        sealed.table.origin().of(Log.LOOKS),
                        Note.read(latest.note()).text());
        sealed.tamper("update history.ledger_checkpoint set note = '" + forged + "' where log = 'LOOKS'");
        assertThat(found(Log.LOOKS)).containsExactly(new Finding(Log.LOOKS, LEDGER, 5, 5, 1));
    }

    /** When something was sealed says what was known at a time. */
    @Test
    void a_checkpoint_whose_time_was_changed_is_found_wherever_it_stands() throws Exception {
        for (var forged : List.of(0, 600, 601, 610)) {
            var later =
                    "update history.ledger_checkpoint set signed_at = signed_at %s interval '1 microsecond' where log ="
                            + " 'EVENTS' and size = " + forged;
            sealed.tamper(later.formatted("+"));
            assertThat(found(Log.EVENTS)).containsExactly(event(LEDGER, forged));
            sealed.tamper(later.formatted("-"));

            sealed.tamper("update history.ledger_checkpoint set note = replace(note, 'signed 2', 'signed 3'),"
                    + " signed_at = signed_at + interval '1000 years' where log = 'EVENTS' and size = " + forged);
            assertThat(found(Log.EVENTS)).containsExactly(event(LEDGER, forged));
            sealed.tamper("update history.ledger_checkpoint set note = replace(note, 'signed 3', 'signed 2'),"
                    + " signed_at = signed_at - interval '1000 years' where log = 'EVENTS' and size = " + forged);
        }
        assertThat(found(Log.EVENTS)).isEmpty();
        sealed.tamper("update history.ledger_checkpoint set position = position + 5 where size = 600");
        sealed.tamper("update history.event set type = 'Forged' where position = 599");
        assertThat(found(Log.EVENTS)).containsExactly(event(CHANGED, 599), event(LEDGER, 605));
    }

    /** For what is found is told, and that makes the log grow. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from history.ledger_checkpoint where log = 'EVENTS' and size = 610",
                "update history.ledger_checkpoint set root = sha256(root) where log = 'EVENTS' and size = 601",
                "update history.ledger_key set note = replace(note, '610', '310') where number = 2",
                "update history.event set type = 'Forged' where position = 610",
                "update history.installation set clinic = gen_random_uuid()"
            })
    void what_was_found_stays_where_it_is_while_the_log_grows(String change) throws Exception {
        try (var connection = sealed.schemas.ledger().getConnection()) {
            var sealing = new Sealing(connection, Log.EVENTS, sealed.keys);
            if (change.contains("ledger_key")) {
                new TransactionTemplate(new JdbcTransactionManager(sealed.schemas.owner()))
                        .execute(status -> new KeyRotation(sealed.schemas.owner(), sealed.keys).rotate());
            }
            sealed.append(Log.EVENTS, 1);
            sealing.seal();
            if (change.contains("installation")) {
                sealed.owner.sql(change).update();
            } else {
                sealed.tamper(change);
            }
            var before = where(found(Log.EVENTS));
            assertThat(before).isNotEmpty();
            for (int i = 0; i < 3; i++) {
                sealed.append(Log.EVENTS, 1);
                sealing.seal();
            }
            assertThat(where(found(Log.EVENTS))).isEqualTo(before);
        }
    }

    private static List<String> where(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.kind() + " " + finding.position())
                .toList();
    }

    @Test
    void usual_tampering_leaves_traces_that_are_seen_at_a_glance() throws Exception {
        var traces = new Traces(JdbcClient.create(sealed.schemas.owner()));
        assertThat(traces.isNew()).isTrue();
        assertThat(traces.isNew()).isFalse();

        sealed.appendAndSeal(Log.EVENTS, 3);
        assertThat(traces.isNew()).as("as it should be").isFalse();
        for (var change : List.of(
                "update history.event set type = 'Forged' where position = 5",
                "delete from history.access_record where id = 5",
                "truncate history.event")) {
            sealed.tamper(change);
            Awaitility.await().until(traces::isNew);
        }
        sealed.owner
                .sql("alter table history.event disable trigger never_changed")
                .update();
        assertThat(traces.isNew()).isTrue();
    }

    @Test
    void a_new_key_takes_the_place_of_another_that_vouches_for_it() throws Exception {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(sealed.schemas.owner()));
        var rotation = new KeyRotation(sealed.schemas.owner(), sealed.keys);
        var old = sealed.table.keys().getFirst();

        var rotated = transaction.execute(status -> rotation.rotate());
        assertThat(rotated.number()).isEqualTo(2);
        sealed.appendAndSeal(Log.EVENTS, 1);
        transaction.execute(status -> rotation.rotate());
        sealed.appendAndSeal(Log.EVENTS, 1);

        var chain = new KeyChain(sealed.table.origin(), sealed.table.keys());
        assertThat(chain.keys()).hasSize(3);
        assertThat(chain.unvouched()).isNull();
        for (long size : new long[] {600, 610, 611, 612}) {
            assertThat(chain.signed(sealed.ledger.ofSize(Log.EVENTS, size).orElseThrow()))
                    .isTrue();
        }
        assertThat(sealed.keys.signer(old.key())).as("it is not kept").isEmpty();
        assertThat(found(Log.EVENTS)).isEmpty();
        sealed.tamper("update history.ledger_key set note = replace(note, '611', '311') where number = 3");
        assertThat(found(Log.EVENTS)).extracting(Finding::kind).containsExactly(LEDGER);
    }
}
