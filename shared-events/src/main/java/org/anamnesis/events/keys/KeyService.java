package org.anamnesis.events.keys;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Transit engine of a HashiCorp Vault that wraps the data keys, where an operator wants one.
 *
 * @param url where it is, e.g. {@code https://vault.example.org:8200}; the key file wraps if there is none
 * @param mount under which name the engine is mounted
 * @param key the name of a key of type {@code aes256-gcm96}
 * @param tokenFile a file that holds the token, read anew for each request, so that an agent may renew it
 */
@ConfigurationProperties("anamnesis.keys.vault")
record KeyService(
        @Nullable URI url,
        @DefaultValue("transit") String mount,
        @DefaultValue("anamnesis") String key,
        @Nullable Path tokenFile) {}
