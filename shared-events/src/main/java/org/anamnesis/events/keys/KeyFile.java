package org.anamnesis.events.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig2026;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.store.WholeFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys that lie outside the database: one that wraps all data keys, one that receipts and the name index are made
 * with. The file is made once, at the very first start, readable by its owner alone, and never again.
 */
public final class KeyFile {

    static final Configuration AEAD = AeadConfig2026.get();
    private static final Configuration MAC = MacConfig2026.get();
    private static final JsonMapper JSON = new JsonMapper();

    private final UUID id;
    private final KeysetHandle wrapping;
    private final Mac receipts;

    private KeyFile(UUID id, KeysetHandle wrapping, Mac receipts) {
        this.id = id;
        this.wrapping = wrapping;
        this.receipts = receipts;
    }

    /** Which file it is; the database knows by which file its keys are wrapped. */
    UUID id() {
        return id;
    }

    /** The keys that wrap: the primary one what is new, all of them what they have wrapped. */
    KeysetHandle wrapping() {
        return wrapping;
    }

    /** A keyed hash of a request, so that a receipt tells whether the same was asked without keeping what was asked. */
    public byte[] hash(byte[] request) {
        return mac(request);
    }

    /** A keyed hash of a part of a name. No request begins with a zero byte, so it is never the hash of one. */
    byte[] hashOfName(UUID clinic, String part) {
        return mac(("\0name\0" + clinic + part).getBytes(UTF_8));
    }

    /** A keyed hash of some words of a goal; never one of a name or of a request. */
    byte[] hashOfGoal(UUID clinic, String words) {
        return mac(("\0goal\0" + clinic + words).getBytes(UTF_8));
    }

    private byte[] mac(byte[] bytes) {
        try {
            return receipts.computeMac(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes a new key file; whoever finds one already there keeps it. */
    static void make(Path file) {
        try {
            var content = JSON.createObjectNode().put("id", UUID.randomUUID().toString());
            content.set("wrapping", keyset(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AEAD), AEAD));
            content.set(
                    "receipts",
                    keyset(KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG, MAC), MAC));
            WholeFile.make(file, JSON.writeValueAsBytes(content));
        } catch (IOException | GeneralSecurityException cause) {
            throw new CannotStart("The key file " + file + " cannot be written ("
                    + cause.getClass().getSimpleName() + "). Give this process a data folder that it may write to.");
        }
    }

    /** Puts other wrapping keys into a key file that is there: all of it or nothing. */
    static void replaceWrapping(Path file, KeysetHandle wrapping) {
        try {
            var content = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
            content.set("wrapping", keyset(wrapping, AEAD));
            WholeFile.replace(file, JSON.writeValueAsBytes(content));
        } catch (IOException | JacksonException | GeneralSecurityException cause) {
            throw new IllegalStateException(
                    "the key file cannot be written: " + cause.getClass().getSimpleName());
        }
    }

    /** Reads a key file that must be there and whole. */
    static KeyFile read(Path file) {
        try {
            var content = JSON.readTree(Files.readAllBytes(file));
            return new KeyFile(
                    UUID.fromString(content.required("id").asString()),
                    keyset(content.required("wrapping"), AEAD),
                    keyset(content.required("receipts"), MAC).getPrimitive(MAC, Mac.class));
        } catch (IOException | JacksonException | GeneralSecurityException | IllegalArgumentException damaged) {
            throw new CannotStart("The key file " + file
                    + " is damaged or cannot be read. Restore it from your backup; without it nothing personal in the"
                    + " database can be read again.");
        }
    }

    private static JsonNode keyset(KeysetHandle keys, Configuration kind) throws GeneralSecurityException {
        return JSON.readTree(TinkJsonProtoKeysetFormat.serializeKeyset(keys, kind, InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle keyset(JsonNode json, Configuration kind) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json.toString(), kind, InsecureSecretKeyAccess.get());
    }
}
