package org.anamnesis.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.anamnesis.events.store.CannotStart;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {

    @TempDir
    Path data;

    private SealedDatabase sealed;

    @BeforeEach
    void install() throws SQLException {
        sealed = new SealedDatabase(data);
        sealed.appendAndSeal(Log.EVENTS, 300);
        sealed.appendAndSeal(Log.EVENTS, 5);
        sealed.appendAndSeal(Log.LOOKS, 2);
    }

    private Path folder() {
        return data.resolve("witness");
    }

    private Witness witness(boolean acceptsLoss) {
        return new Witness(new WitnessFolder(folder()), sealed.database.sql()).begin(acceptsLoss, Clock.systemUTC());
    }

    /** Looks until both logs are witnessed as they are now. */
    private void witnessAll() {
        try (var witness = witness(false)) {
            for (var log : Log.values()) {
                Awaitility.await()
                        .until(
                                () -> witness.last(log).map(Checkpoint::size),
                                sealed.ledger.latest(log).map(Checkpoint::size)::equals);
            }
        }
    }

    @Test
    void keeps_the_last_checkpoint_of_a_day_and_goes_on_from_it() throws SQLException, IOException {
        witnessAll();
        sealed.appendAndSeal(Log.EVENTS, 1);
        witnessAll();

        var latest = sealed.ledger.latest(Log.EVENTS).orElseThrow();
        var file =
                folder().resolve("events-" + latest.note().replaceAll("(?s).*signed (.{10}).*", "$1") + ".checkpoint");
        assertThat(file).hasContent(latest.note());
        try (var files = Files.list(folder())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .hasSize(3)
                    .contains("key");
        }
    }

    @Test
    void an_older_copy_is_refused_unless_it_was_restored_on_purpose() throws SQLException {
        witnessAll();
        sealed.tamper("delete from history.ledger_checkpoint where log = 'EVENTS' and size > 300");

        assertThatThrownBy(() -> witness(false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("its ledger of events ends with entry 300, and 305 were witnessed")
                .hasMessageContaining("--anamnesis.ledger.accept-restored-copy=true");
        try (var accepted = witness(true)) {
            assertThat(accepted.losses()).singleElement().satisfies(loss -> {
                assertThat(loss.witnessed().size()).isEqualTo(305);
                assertThat(loss.found()).isEqualTo(300);
            });
            Awaitility.await().until(() -> accepted.last(Log.EVENTS).isPresent());
        }
        assertThat(data.toFile().list((in, name) -> name.startsWith("witness-until-")))
                .hasSize(1);
        witnessAll();
    }

    @Test
    void another_history_of_the_same_length_or_longer_is_refused() throws SQLException {
        witnessAll();
        sealed.tamper("delete from history.ledger_checkpoint where log = 'EVENTS' and size > 300");
        sealed.tamper("update history.event set type = 'Forged' where position > 300");
        sealed.append(Log.EVENTS, 1);
        sealed.seal(Log.EVENTS);

        assertThatThrownBy(() -> witness(false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("the first 305 entries of its ledger of events are not those");
    }

    @Test
    void a_ledger_signed_by_somebody_else_is_not_witnessed() throws SQLException {
        witnessAll();
        var before = sealed.ledger.latest(Log.EVENTS).orElseThrow();
        var forger = Signer.make();
        var origin = sealed.table.origin().of(Log.EVENTS);
        var text = Note.read(before.note()).text();
        sealed.tamper("update history.ledger_checkpoint set note = '%s' where size = 305"
                .formatted(forger.sign(origin, text)));
        try (var witness = witness(false)) {
            Awaitility.await().until(() -> witness.objections().containsKey(Log.EVENTS));
            assertThat(witness.objections().get(Log.EVENTS)).contains("is not one that was signed for that tree");

            sealed.owner
                    .sql("alter table history.ledger_key disable trigger never_changed")
                    .update();
            sealed.owner
                    .sql("update history.ledger_key set public_key = ?")
                    .param(forger.known().bytes())
                    .update();
            Awaitility.await()
                    .until(() -> witness.objections().get(Log.EVENTS), objection -> objection.contains("another key"));
        }
        assertThat(new WitnessFolder(folder()).newest(Log.EVENTS).orElseThrow().note())
                .isEqualTo(before.note());
    }

    @Test
    void a_file_that_is_damaged_is_refused() throws IOException {
        witnessAll();
        try (var files = Files.list(folder())) {
            for (var file : files.toList()) {
                Files.writeString(file, "nonsense");
            }
        }
        assertThatThrownBy(() -> witness(false)).isInstanceOf(CannotStart.class).hasMessageContaining("is damaged");
    }
}
