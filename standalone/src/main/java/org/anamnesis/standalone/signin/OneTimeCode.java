package org.anamnesis.standalone.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes as authenticator applications make them (RFC 6238): six digits, other ones every 30 seconds. */
final class OneTimeCode {

    static final int SECRET_BYTES = 20;

    private static final int SECONDS = 30;
    private static final int ALL = 1_000_000;
    private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();

    private OneTimeCode() {}

    /** Which step of time a code belongs to: this one, or the one before or after, for clocks differ. */
    static OptionalLong step(byte[] secret, String code, Instant now) {
        var current = now.getEpochSecond() / SECONDS;
        return LongStream.rangeClosed(current - 1, current + 1)
                .filter(step -> MessageDigest.isEqual(of(secret, step).getBytes(US_ASCII), code.getBytes(US_ASCII)))
                .max();
    }

    static String of(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % ALL);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A secret as it is typed into an authenticator application. */
    static String written(byte[] secret) {
        var text = new StringBuilder();
        for (int bit = 0; bit < secret.length * Byte.SIZE; bit += 5) {
            var at = bit / Byte.SIZE;
            var two = (secret[at] & 0xff) << Byte.SIZE | (at + 1 < secret.length ? secret[at + 1] & 0xff : 0);
            text.append(BASE32[two >> (11 - bit % Byte.SIZE) & 31]);
        }
        return text.toString();
    }
}
