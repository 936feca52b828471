package org.anamnesis.standalone.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.anamnesis.events.keys.KeyFile;
import org.springframework.stereotype.Component;

/** Seals the secrets of one-time codes, each for its account, under a key that is made from the key file. */
@Component
@WithOwnIssuer
final class OneTimeSecrets {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    OneTimeSecrets(KeyFile file) {
        var made = file.hash("\0one-time codes".getBytes(UTF_8)); // no request begins with a zero byte
        key = new SecretKeySpec(Arrays.copyOfRange(made, made.length - KEY_BYTES, made.length), "AES");
    }

    String seal(String account, byte[] secret) {
        var nonce = Hashes.random(NONCE_BYTES);
        var sealed = apply(Cipher.ENCRYPT_MODE, account, nonce, secret);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    byte[] open(String account, String text) {
        var sealed = Base64.getDecoder().decode(text);
        return apply(
                Cipher.DECRYPT_MODE,
                account,
                Arrays.copyOf(sealed, NONCE_BYTES),
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private byte[] apply(int mode, String account, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(account.getBytes(UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the secret of one-time codes cannot be sealed or opened", damaged);
        }
    }
}
