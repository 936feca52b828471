package org.anamnesis.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    @Test
    void a_checkpoint_reads_as_it_was_written() {
        var now = Instant.parse("2026-11-20T09:00:00.123456Z");
        var root = Merkle.leaf(new byte[] {1});
        var note = Signer.make()
                .sign("anamnesis/1/events", Checkpoint.text("anamnesis/1/events", 7, 9, root, now))
                .toString();

        assertThat(note).startsWith("anamnesis/1/events\n7\n").contains("\nposition 9\nsigned 2026-11-20T09:00:00.12");
        assertThat(Checkpoint.read(Log.EVENTS, note))
                .usingRecursiveComparison()
                .isEqualTo(new Checkpoint(Log.EVENTS, 7, 9, root, note, now));
        assertThatThrownBy(() -> Checkpoint.read(Log.EVENTS, "text\n\n\u2014 Somebody AAAA\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
