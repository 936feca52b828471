package org.anamnesis.events.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.web.Problem;
import org.anamnesis.events.web.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wraps by a key that never leaves a HashiCorp Vault: each wrapping and unwrapping is a request to its Transit engine,
 * with the owner as associated data. Unwrapped keys are not kept, so that an erasure holds at once on every node.
 */
final class TransitWrapping implements KeyWrapping {

    private static final Logger LOG = LoggerFactory.getLogger(TransitWrapping.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern WRAPPED = Pattern.compile("vault:v([0-9]+):.+");
    private static final byte[] MARK = "vault:v".getBytes(US_ASCII);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI engine;
    private final String key;
    private final Path tokenFile;
    private final KeyWrapping before;

    private TransitWrapping(KeyService service, Path tokenFile, KeyWrapping before) {
        var url = requireNonNull(service.url()).toString();
        this.engine = URI.create((url.endsWith("/") ? url : url + "/") + "v1/" + service.mount() + "/");
        this.key = service.key();
        this.tokenFile = tokenFile;
        this.before = before;
    }

    /**
     * Reaches the key service, or says why not.
     *
     * @param before what wrapped data keys until now, and unwraps those that it has wrapped
     */
    static TransitWrapping reach(KeyService service, KeyWrapping before) {
        if (service.tokenFile() == null) {
            throw new CannotStart("Set anamnesis.keys.vault.token-file to a file that holds the token for the Vault at "
                    + service.url() + ".");
        }
        var wrapping = new TransitWrapping(service, service.tokenFile(), before);
        try {
            LOG.info("Data keys are wrapped by {} of the Vault at {}", wrapping.newest(), service.url());
            return wrapping;
        } catch (Problem | GeneralSecurityException away) {
            throw new CannotStart("The Vault at " + service.url() + " does not answer, or its Transit engine "
                    + service.mount() + " has no key " + service.key()
                    + " that the token may read and use. Without it nothing personal can be read.");
        }
    }

    @Override
    public byte[] wrap(KeysetHandle data, byte[] owner) throws GeneralSecurityException {
        var plain = TinkProtoKeysetFormat.serializeKeyset(data, InsecureSecretKeyAccess.get(), KeyFile.AEAD);
        return ask("encrypt/" + key, Map.of("plaintext", written(plain), "associated_data", written(owner)))
                .path("ciphertext")
                .asString("")
                .getBytes(US_ASCII);
    }

    @Override
    public KeysetHandle unwrap(byte[] wrapped, byte[] owner) throws GeneralSecurityException {
        if (!isByService(wrapped)) {
            return before.unwrap(wrapped, owner);
        }
        var plain = ask(
                        "decrypt/" + key,
                        Map.of("ciphertext", new String(wrapped, US_ASCII), "associated_data", written(owner)))
                .path("plaintext")
                .asString("");
        return TinkProtoKeysetFormat.parseKeyset(
                Base64.getDecoder().decode(plain), InsecureSecretKeyAccess.get(), KeyFile.AEAD);
    }

    @Override
    public String newest() throws GeneralSecurityException {
        return name(
                exchange(HttpRequest.newBuilder(engine.resolve("keys/" + key)).GET())
                        .path("latest_version")
                        .asString(""));
    }

    @Override
    public String wrappedBy(byte[] wrapped) throws GeneralSecurityException {
        if (!isByService(wrapped)) {
            return before.wrappedBy(wrapped);
        }
        var parts = WRAPPED.matcher(new String(wrapped, US_ASCII));
        if (!parts.matches()) {
            throw new GeneralSecurityException("no wrapped key");
        }
        return name(parts.group(1));
    }

    @Override
    public void renew() throws GeneralSecurityException {
        ask("keys/" + key + "/rotate", Map.of());
    }

    private String name(String version) {
        return "vault:" + key + ":" + version;
    }

    private static boolean isByService(byte[] wrapped) {
        return wrapped.length > MARK.length && Arrays.equals(wrapped, 0, MARK.length, MARK, 0, MARK.length);
    }

    private static String written(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private JsonNode ask(String path, Map<String, String> body) throws GeneralSecurityException {
        return exchange(HttpRequest.newBuilder(engine.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** What it answers under {@code data}. What it does not accept is damaged; all else passes. */
    private JsonNode exchange(HttpRequest.Builder request) throws GeneralSecurityException {
        try {
            var answer = client.send(
                    request.timeout(Duration.ofSeconds(4))
                            .header("X-Vault-Token", Files.readString(tokenFile).trim())
                            .header("X-Vault-Request", "true")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 400) {
                throw new GeneralSecurityException("the key service does not accept this");
            }
            if (answer.statusCode() == 200) {
                return JSON.readTree(answer.body()).path("data");
            }
            if (answer.statusCode() == 204) {
                return JSON.createObjectNode();
            }
            LOG.warn("The key service answers {}", answer.statusCode());
        } catch (IOException | JacksonException | IllegalArgumentException away) {
            LOG.warn("The key service cannot be asked: {}", away.getClass().getSimpleName());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new Problem(ProblemType.NOT_NOW, "The key service is away.");
    }
}
