package org.anamnesis.events.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** An Ed25519 key that notes are signed with. */
record Signer(VerifyingKey known, PrivateKey secret) {

    static Signer make() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new Signer(VerifyingKey.of(pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Signer read(byte[] known, byte[] secret) throws GeneralSecurityException {
        var signer = new Signer(
                new VerifyingKey(known),
                KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret)));
        if (!signer.known().signed("itself", signer.sign("itself", "test\n"))) {
            throw new GeneralSecurityException("the two halves belong to different keys");
        }
        return signer;
    }

    /** A text, signed in a name. */
    Note sign(String name, String text) {
        return sign(name, new Note(text, List.of()));
    }

    /** A note that others may have signed already, signed in a name. */
    Note sign(String name, Note note) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(note.text().getBytes(UTF_8));
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(known.id(name));
            bytes.writeBytes(signature.sign());
            return note.and(new Note.Signature(name, bytes.toByteArray()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "the secret half of " + known;
    }
}
