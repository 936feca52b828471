package org.anamnesis.events.ledger;

import javax.sql.DataSource;
import org.anamnesis.events.store.StoreAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** What every process knows of the ledger; only those that decide seal. */
@AutoConfiguration(after = StoreAutoConfiguration.class)
@EnableConfigurationProperties(LedgerSettings.class)
public class LedgerAutoConfiguration {

    @Bean
    Ledger ledger(@Qualifier("questions") DataSource questions) {
        return new Ledger(questions);
    }
}
