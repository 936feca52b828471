package org.anamnesis.events.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.store.WholeFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key that checkpoints are signed with, which lies outside the database. The file is made once, at the very first
 * start, readable by its owner alone; while a key takes the place of another, it holds both.
 */
public final class LedgerKeyFile {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private volatile Map<VerifyingKey, Signer> signers;

    private LedgerKeyFile(Path file) {
        this.file = file;
        this.signers = read(file);
    }

    /** The file that belongs to a database, made where both are new. */
    public static LedgerKeyFile in(Path file, JdbcClient owner) {
        var table = new LedgerTable(owner);
        if (!Files.exists(file)) {
            if (!table.keys().isEmpty()) {
                throw new CannotStart("The ledger's key file " + file.toAbsolutePath()
                        + " is missing, and the ledger in the database is signed with it. Restore it from your backup, or"
                        + " copy the one of another node.");
            }
            write(file, List.of(Signer.make()), false);
        }
        var keys = new LedgerKeyFile(file);
        if (table.keys().isEmpty()) {
            table.add(1, keys.signers.keySet().iterator().next(), null);
        }
        if (keys.signer(table.keys().getLast().key()).isEmpty()) {
            throw new CannotStart("The ledger's key file " + file.toAbsolutePath()
                    + " is not the one that the ledger in the database is signed with now. Put the right one in its place;"
                    + " after a rotation, that is the one of the node where it was asked for.");
        }
        return keys;
    }

    /** What signs as a key, if it is here; whoever has put a newer file in its place need not start again. */
    Optional<Signer> signer(VerifyingKey key) {
        if (!signers.containsKey(key)) {
            signers = read(file);
        }
        return Optional.ofNullable(signers.get(key));
    }

    /** Keeps another key beside those that are there. */
    synchronized void keep(Signer signer) {
        var all = read(file);
        all.put(signer.known(), signer);
        write(file, all.values(), true);
        signers = all;
    }

    /** Forgets keys that others have taken the place of. */
    synchronized void forget(Collection<VerifyingKey> old) {
        if (signers.keySet().stream().anyMatch(old::contains)) {
            var all = read(file);
            all.keySet().removeAll(old);
            write(file, all.values(), true);
            signers = all;
        }
    }

    private static Map<VerifyingKey, Signer> read(Path file) {
        try {
            var signers = new LinkedHashMap<VerifyingKey, Signer>();
            for (var key : JSON.readTree(Files.readAllBytes(file)).required("keys")) {
                var signer = Signer.read(
                        Base64.getDecoder().decode(key.required("public").asString()),
                        Base64.getDecoder().decode(key.required("secret").asString()));
                signers.put(signer.known(), signer);
            }
            return signers;
        } catch (IOException | JacksonException | GeneralSecurityException | IllegalArgumentException damaged) {
            throw new CannotStart("The ledger's key file " + file.toAbsolutePath()
                    + " is damaged or cannot be read. Restore it from your backup, or copy the one of another node.");
        }
    }

    private static void write(Path file, Collection<Signer> signers, boolean replace) {
        var content = JSON.createObjectNode();
        var keys = content.putArray("keys");
        signers.forEach(signer -> keys.addObject()
                .put("public", Base64.getEncoder().encodeToString(signer.known().bytes()))
                .put(
                        "secret",
                        Base64.getEncoder().encodeToString(signer.secret().getEncoded())));
        try {
            if (replace) {
                WholeFile.replace(file, JSON.writeValueAsBytes(content));
            } else {
                WholeFile.make(file, JSON.writeValueAsBytes(content));
            }
        } catch (IOException cause) {
            throw new CannotStart("The ledger's key file " + file.toAbsolutePath() + " cannot be written ("
                    + cause.getClass().getSimpleName() + "). Give this process a data folder that it may write to.");
        }
    }
}
