package org.anamnesis.events.ledger;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set about the ledger.
 *
 * @param seal whether this process may seal; off only to measure what it costs
 * @param witnessDir where checkpoints are kept out of the database's reach; a folder of the data folder if not given
 * @param acceptRestoredCopy whether to start, once, over a database that has lost what was witnessed
 */
@ConfigurationProperties("anamnesis.ledger")
public record LedgerSettings(
        @DefaultValue("true") boolean seal, @Nullable Path witnessDir, boolean acceptRestoredCopy) {}
