package org.anamnesis.events.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.anamnesis.events.Id;
import org.anamnesis.events.Label;
import org.anamnesis.events.Protection;
import org.anamnesis.events.Sealed;
import org.anamnesis.events.Secret;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The vault with its data keys in PostgreSQL, each wrapped by a key that lies elsewhere. Under a command it works in the command's
 * transaction, so that a refused registration leaves no key behind.
 */
final class PostgresVault implements Vault {

    private final JdbcClient sealing;
    private final JdbcClient opening;
    private final KeyWrapping wrapping;
    private final Damage damage;

    PostgresVault(JdbcClient sealing, JdbcClient opening, KeyWrapping wrapping, Damage damage) {
        this.sealing = sealing;
        this.opening = opening;
        this.wrapping = wrapping;
        this.damage = damage;
    }

    @Override
    public Sealed seal(Id subject, Id aggregate, Label label, Secret text) {
        try {
            var key = unwrap(
                    subject.value(),
                    label.protection(),
                    wrapped(sealing, subject.value(), label.protection())
                            .orElseGet(() -> make(subject.value(), label.protection())));
            var bound = associated(subject.value(), aggregate.value(), label.protection(), label.written());
            return new Sealed(
                    subject.value(),
                    label.protection(),
                    label.written(),
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(key.encrypt(text.reveal().getBytes(UTF_8), bound)));
        } catch (GeneralSecurityException broken) {
            damage.met(label.written(), aggregate.value());
            throw new Problem(
                    ProblemType.INTERNAL,
                    "The key of whose words these are is damaged. Nothing was stored; the operator has to restore it.");
        }
    }

    @Override
    public String open(Sealed sealed, UUID aggregate) {
        var wrapped = wrapped(opening, sealed.subject(), sealed.protection());
        if (wrapped.isEmpty()) {
            return ERASED;
        }
        try {
            var bound = associated(sealed.subject(), aggregate, sealed.protection(), sealed.label());
            var text = unwrap(sealed.subject(), sealed.protection(), wrapped.get())
                    .decrypt(Base64.getUrlDecoder().decode(sealed.ciphertext()), bound);
            return new String(text, UTF_8);
        } catch (Problem away) {
            throw away;
        } catch (GeneralSecurityException | RuntimeException damaged) { // whatever somebody has put there
            damage.met(sealed.label(), aggregate);
            return DAMAGED;
        }
    }

    private static Optional<byte[]> wrapped(JdbcClient sql, UUID subject, Protection protection) {
        return sql.sql("select wrapped from keys.data_key where subject = ? and protection = ?")
                .params(subject, protection.name())
                .query((row, i) -> row.getBytes(1))
                .optional();
    }

    /** The database lets nobody make a key for somebody who was erased. */
    private byte[] make(UUID subject, Protection protection) {
        try {
            var fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, KeyFile.AEAD);
            sealing.sql(
                            "insert into keys.data_key (subject, protection, wrapped) values (?, ?, ?) on conflict do nothing")
                    .params(subject, protection.name(), wrapping.wrap(fresh, owner(subject, protection)))
                    .update();
            return wrapped(sealing, subject, protection).orElseThrow();
        } catch (DataIntegrityViolationException erased) {
            throw new Problem(
                    ProblemType.REFUSED,
                    "See the entries under refusals.",
                    Map.of(
                            "refusals",
                            List.of(Map.of(
                                    "code", "ILLEGAL_STATE", "detail", "whose words these are was erased for good"))));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a data key cannot be made", broken);
        }
    }

    private Aead unwrap(UUID subject, Protection protection, byte[] wrapped) throws GeneralSecurityException {
        return wrapping.unwrap(wrapped, owner(subject, protection)).getPrimitive(KeyFile.AEAD, Aead.class);
    }

    /** What a data key is bound to. */
    static byte[] owner(UUID subject, Protection protection) {
        return associated(subject, subject, protection, "data key");
    }

    /** What a ciphertext is bound to; every part has a fixed length or stands last behind one that has. */
    private static byte[] associated(UUID subject, UUID aggregate, Protection protection, String label) {
        var tail = (protection.name() + '\0' + label).getBytes(UTF_8);
        return ByteBuffer.allocate(4 * Long.BYTES + tail.length)
                .putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits())
                .putLong(aggregate.getMostSignificantBits())
                .putLong(aggregate.getLeastSignificantBits())
                .put(tail)
                .array();
    }
}
