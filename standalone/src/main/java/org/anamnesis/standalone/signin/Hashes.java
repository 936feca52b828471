package org.anamnesis.standalone.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that are too long to be guessed, and what is kept of them. */
final class Hashes {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Hashes() {}

    /** A new secret. */
    static String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(BYTES));
    }

    static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
