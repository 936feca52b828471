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

    public static StudyKey of(byte[] bytes) {
        return new StudyKey(bytes.clone());
    }

    /** A new one, like no other. */
    public static byte[] generate() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The key in a file that only its owner can read; made if there is none. */
    public static StudyKey inFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            WholeFile.make(file, Base64.getEncoder().encode(generate()));
        }
        return read(file);
    }

    /** The key in a file. */
    public static StudyKey read(Path file) throws IOException {
        try {
            return new StudyKey(
                    Base64.getDecoder().decode(Files.readString(file, US_ASCII).strip()));
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
