package org.anamnesis.standalone.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.store.WholeFile;

/** The key that tokens are signed with, in a file that only its owner can read. Where there is none, it is made. */
final class SigningKey {

    private static final int BITS = 2048;

    private SigningKey() {}

    static RSAKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return RSAKey.parse(Files.readString(file, UTF_8));
        } catch (ParseException damaged) {
            throw new CannotStart("The signing key " + file.toAbsolutePath()
                    + " is damaged. Restore it from your backup, or remove it: then a new one is made, and everybody"
                    + " signs in again.");
        } catch (IOException | JOSEException cause) {
            throw new CannotStart("The signing key " + file.toAbsolutePath() + " can neither be read nor made ("
                    + cause.getClass().getSimpleName() + "). Give this process a data folder that it may write to.");
        }
    }

    private static void make(Path file) throws IOException, JOSEException {
        WholeFile.make(
                file,
                new RSAKeyGenerator(BITS)
                        .keyID(UUID.randomUUID().toString())
                        .keyUse(KeyUse.SIGNATURE)
                        .generate()
                        .toJSONString()
                        .getBytes(UTF_8));
    }
}
