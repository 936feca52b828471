package org.anamnesis.standalone.signin;

import java.math.BigInteger;
import java.time.Instant;

/** An authenticator application. */
public final class Authenticator {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Authenticator() {}

    /** The code that it shows for a secret of 20 bytes as it was typed in. */
    public static String shows(String secret, Instant now) {
        var number = secret.chars()
                .mapToObj(letter -> BigInteger.valueOf(BASE32.indexOf(letter)))
                .reduce(BigInteger.ONE, (bits, five) -> bits.shiftLeft(5).or(five)); // the one keeps leading zeros
        var bytes = number.toByteArray();
        return OneTimeCode.of(
                java.util.Arrays.copyOfRange(bytes, bytes.length - OneTimeCode.SECRET_BYTES, bytes.length),
                now.getEpochSecond() / 30);
    }
}
