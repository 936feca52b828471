package org.anamnesis.research;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.anamnesis.events.store.WholeFile;

/**
 * What a study's pseudonyms and shifts of time are made with. It is never part of a data set, and destroyed when the study
 * ends: from then on nobody can tell who somebody was.
 */
public final class StudyKey {

    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String MAC = "HmacSHA256";

    private final byte[] bytes;

    private StudyKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a study key has 32 bytes");
        }
        this.bytes = bytes;
    }

    /** A new one, like no other. */
    public static StudyKey fresh() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new StudyKey(bytes);
    }

    /**
     * The key that was written down.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static StudyKey of(String written) {
        return new StudyKey(Base64.getDecoder().decode(written.strip()));
    }

    /** As it is kept, to be shown to nobody. */
    public String written() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The key in a file that only its owner can read; made if there is none. */
    public static StudyKey inFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            WholeFile.make(file, fresh().written().getBytes(US_ASCII));
        }
        return read(file);
    }

    /** The key in a file. */
    public static StudyKey read(Path file) throws IOException {
        try {
            return of(Files.readString(file, US_ASCII));
        } catch (IllegalArgumentException damaged) {
            throw new IOException("The study key " + file.toAbsolutePath() + " is damaged. Restore it from a copy.");
        }
    }

    /** What can be said of it without telling it: whoever has it can show that it is the one. */
    public String commitment() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Hides a text, the same always as the same, so that nobody can read it without this key. */
    String seal(String text) {
        var open = text.getBytes(UTF_8);
        var nonce = Arrays.copyOf(hash("nonce", open), NONCE);
        var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, open);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    /**
     * The text that was hidden with this key.
     *
     * @throws IllegalArgumentException if it was not, or was changed since
     */
    String unseal(String sealed) {
        var bytes = Base64.getDecoder().decode(sealed);
        return new String(
                cipher(
                        Cipher.DECRYPT_MODE,
                        Arrays.copyOf(bytes, NONCE),
                        Arrays.copyOfRange(bytes, Math.min(NONCE, bytes.length), bytes.length)),
                UTF_8);
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(hash("sealing", new byte[0]), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (AEADBadTagException changed) {
            throw new IllegalArgumentException(changed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Something that nobody can compute, or try out, without this key; other for each purpose. */
    byte[] hash(String purpose, byte[] of) {
        var mac = mac();
        mac.update(purpose.getBytes(UTF_8));
        return mac.doFinal(of);
    }

    Mac mac() {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(bytes, MAC));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
