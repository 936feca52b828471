package org.anamnesis.events.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of an Ed25519 key that notes are signed with. */
final class VerifyingKey {

    /** What stands before the key's own bytes where keys of all kinds are encoded (RFC 8410). */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ID = 4;

    private final byte[] bytes;

    VerifyingKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static VerifyingKey of(PublicKey key) {
        var encoded = key.getEncoded();
        return new VerifyingKey(Arrays.copyOfRange(encoded, ED25519.length, encoded.length));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** How the key is written where it goes by a name. */
    String written(String name) {
        return name + "+" + HexFormat.of().formatHex(id(name)) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    /** By which signatures in that name are known to be this key's. */
    byte[] id(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(UTF_8));
            return Arrays.copyOf(digest.digest(typed()), ID);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] typed() {
        var typed = new ByteArrayOutputStream();
        typed.write(1); // Ed25519
        typed.writeBytes(bytes);
        return typed.toByteArray();
    }

    /** Whether a note bears this key's signature in that name. */
    boolean signed(String name, Note note) {
        return note.signatures().stream()
                .anyMatch(signature -> signature.name().equals(name) && matches(name, note.text(), signature.bytes()));
    }

    private boolean matches(String name, String text, byte[] signed) {
        if (signed.length < ID || !Arrays.equals(signed, 0, ID, id(name), 0, ID)) {
            return false;
        }
        try {
            var encoded = new ByteArrayOutputStream();
            encoded.writeBytes(ED25519);
            encoded.writeBytes(bytes);
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
            signature.update(text.getBytes(UTF_8));
            return signature.verify(signed, ID, signed.length - ID);
        } catch (GeneralSecurityException damaged) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyingKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The key's own name, short enough to be read out. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
