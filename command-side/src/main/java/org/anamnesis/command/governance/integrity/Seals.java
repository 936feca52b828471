package org.anamnesis.command.governance.integrity;

import javax.sql.DataSource;
import org.anamnesis.events.ledger.KeyRotation;
import org.anamnesis.events.ledger.LedgerKeyFile;
import org.anamnesis.events.ledger.Sealer;
import org.anamnesis.events.store.Anamnesis;
import org.anamnesis.events.store.PostgresEventStore;
import org.anamnesis.events.store.Schemas;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever decides also seals what was decided. */
@Configuration(proxyBeanMethods = false)
class Seals {

    @Bean
    LedgerKeyFile ledgerKeyFile(Anamnesis anamnesis, Schemas schemas) {
        return LedgerKeyFile.in(anamnesis.dataDir().resolve("ledger-key.json"), JdbcClient.create(schemas.owner()));
    }

    @Bean
    KeyRotation ledgerKeyRotation(@Qualifier("commands") DataSource commands, LedgerKeyFile keys) {
        return new KeyRotation(commands, keys);
    }

    @Bean
    @ConditionalOnProperty(name = "anamnesis.ledger.seal", havingValue = "true", matchIfMissing = true)
    Sealer sealer(Schemas schemas, PostgresEventStore events, LedgerKeyFile keys) {
        return new Sealer(schemas, events, keys);
    }
}
