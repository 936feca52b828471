package org.anamnesis.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** By the example that Go's implementation of signed notes documents, and by ourselves. */
class NoteTest {

    private static final String NEUMANN = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;
    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static VerifyingKey neumann() {
        var typed = Base64.getDecoder().decode(KEY.substring(KEY.lastIndexOf('+') + 1));
        return new VerifyingKey(Arrays.copyOfRange(typed, 1, typed.length));
    }

    @Test
    void a_note_that_somebody_else_signed_is_read_and_its_signature_holds() {
        var note = Note.read(NEUMANN);

        assertThat(note.toString()).isEqualTo(NEUMANN);
        assertThat(neumann().written("PeterNeumann")).isEqualTo(KEY);
        assertThat(neumann().signed("PeterNeumann", note)).isTrue();
        assertThat(neumann().signed("PeterNeumann", Note.read(NEUMANN.replace("answer", "unswer"))))
                .isFalse();
        assertThat(neumann().signed("Somebody", note)).isFalse();
    }

    @Test
    void what_we_sign_holds_in_that_name_and_by_that_key_only() {
        var signer = Signer.make();
        var note = Note.read(signer.sign("anamnesis/1/events", "text\n").toString());

        assertThat(signer.known().signed("anamnesis/1/events", note)).isTrue();
        assertThat(signer.known().signed("anamnesis/1/looks", note)).isFalse();
        assertThat(Signer.make().known().signed("anamnesis/1/events", note)).isFalse();
        assertThat(signer.known().written("anamnesis/1/events")).startsWith("anamnesis/1/events+");
    }
}
