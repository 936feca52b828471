package org.anamnesis.query.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** The program that checks bundles, as it is handed out. */
final class Verifier {

    /** A file that runs as it is: it belongs to no package. */
    static final String SOURCE = source();

    /** By which somebody knows that two of them are the same. */
    static final String SHA_256 = HexFormat.of().formatHex(sha256().digest(SOURCE.getBytes(UTF_8)));

    private Verifier() {}

    private static String source() {
        try (var source = Verifier.class.getResourceAsStream("/org/anamnesis/verify/Verify.java")) {
            return new String(Objects.requireNonNull(source).readAllBytes(), UTF_8)
                    .replaceFirst("package [^\n]*\n\n", "");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
