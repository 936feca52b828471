package org.anamnesis.events.store;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set.
 *
 * @param dataDir where the key file lies, and the embedded database if there is one
 * @param zone the clinic's time zone, for days without a place of their own
 * @param clinic the installation's clinic; made at first start if it is not given
 */
@ConfigurationProperties("anamnesis")
public record Anamnesis(
        @DefaultValue("anamnesis-data") Path dataDir,
        @Nullable ZoneId zone,
        @Nullable UUID clinic) {

    public Anamnesis {
        zone = zone == null ? ZoneId.systemDefault() : zone;
    }
}
