package org.anamnesis.events.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.proto.EncryptedKeyset;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import org.anamnesis.events.store.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Wraps by the key file. A new wrapping key reaches the other nodes through the database, wrapped by the one before, and
 * each adds it to its own file; older ones stay there, for what they have wrapped and for copies of the database.
 */
final class FileWrapping implements KeyWrapping {

    private static final Logger LOG = LoggerFactory.getLogger(FileWrapping.class);
    private static final byte[] HANDOVER = "wrapping key".getBytes(UTF_8);
    private static final int PREFIX = 5;

    private final Path file;
    private final JdbcClient owner;
    private volatile Current current;

    FileWrapping(Path file, JdbcClient owner) {
        this.file = file;
        this.owner = owner;
        this.current = Current.of(KeyFile.read(file).wrapping());
    }

    /** The keys, and what wraps and unwraps by them. */
    private record Current(KeysetHandle keys, Aead aead) {

        static Current of(KeysetHandle keys) {
            try {
                return new Current(keys, keys.getPrimitive(KeyFile.AEAD, Aead.class));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Learns at start what other nodes have made meanwhile. */
    FileWrapping upToDate() {
        try {
            learn();
            return this;
        } catch (GeneralSecurityException missed) {
            throw new CannotStart("The key file " + file.toAbsolutePath()
                    + " is older than the last rotation of keys. Copy the one of another node, or restore a newer one from"
                    + " your backup.");
        }
    }

    @Override
    public byte[] wrap(KeysetHandle key, byte[] owner) throws GeneralSecurityException {
        return wrap(key, current, owner);
    }

    private static byte[] wrap(KeysetHandle key, Current by, byte[] owner) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeEncryptedKeyset(key, by.aead(), owner, KeyFile.AEAD);
    }

    @Override
    public KeysetHandle unwrap(byte[] wrapped, byte[] owner) throws GeneralSecurityException {
        if (!knows(wrappedBy(wrapped))) {
            learn();
        }
        return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, current.aead(), owner, KeyFile.AEAD);
    }

    @Override
    public String newest() {
        return name(current.keys().getPrimary().getId());
    }

    @Override
    public String wrappedBy(byte[] wrapped) throws GeneralSecurityException {
        try {
            var ciphertext = EncryptedKeyset.parseFrom(wrapped).getEncryptedKeyset();
            if (ciphertext.size() < PREFIX) {
                throw new GeneralSecurityException("no wrapped key");
            }
            return name(ByteBuffer.wrap(ciphertext.toByteArray()).getInt(1));
        } catch (InvalidProtocolBufferException damaged) {
            throw new GeneralSecurityException("no wrapped key", damaged);
        }
    }

    private static String name(int id) {
        return "file:" + Integer.toUnsignedString(id);
    }

    private boolean knows(String name) {
        var keys = current.keys();
        return IntStream.range(0, keys.size())
                .anyMatch(i -> name(keys.getAt(i).getId()).equals(name));
    }

    /** Handed over before anything is wrapped by it, so that no node ever meets a key that it cannot unwrap. */
    @Override
    public synchronized void renew() throws GeneralSecurityException {
        learn();
        var fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, KeyFile.AEAD);
        owner.sql("""
                        with before as (delete from keys.wrapping_key)
                        insert into keys.wrapping_key (name, wrapped) values (?, ?)""")
                .params(name(fresh.getPrimary().getId()), wrap(fresh, current, HANDOVER))
                .update();
        learn();
    }

    /** Takes in what lies in the file, for processes may share it, and what other nodes hand over. */
    private synchronized void learn() throws GeneralSecurityException {
        current = Current.of(KeyFile.read(file).wrapping());
        var handovers = new LinkedHashMap<String, byte[]>();
        owner.sql("select name, wrapped from keys.wrapping_key order by made_at")
                .query(row -> {
                    handovers.put(row.getString("name"), row.getBytes("wrapped"));
                });
        for (var handover : handovers.entrySet()) {
            if (!knows(handover.getKey())) {
                take(TinkProtoKeysetFormat.parseEncryptedKeyset(
                        handover.getValue(), current.aead(), HANDOVER, KeyFile.AEAD));
            }
        }
    }

    private void take(KeysetHandle fresh) throws GeneralSecurityException {
        var more = KeysetHandle.newBuilder(current.keys())
                .addEntry(KeysetHandle.importKey(fresh.getPrimary().getKey()).makePrimary())
                .build();
        KeyFile.replaceWrapping(file, more);
        current = Current.of(more);
        LOG.info("The key file {} has a new wrapping key. Back it up.", file.toAbsolutePath());
    }
}
