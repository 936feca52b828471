package org.anamnesis.research;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.anamnesis.events.store.WholeFile;

/**
 * What a study's pseudonyms and shifts of time are made with. It is never part of a data set, and destroyed when the study
 * ends: from then on nobody can tell who somebody was.
 */
public final class StudyKey {

    private static final int BYTES = 32;
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
