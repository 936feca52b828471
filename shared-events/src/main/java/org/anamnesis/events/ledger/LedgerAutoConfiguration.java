package org.anamnesis.events.ledger;

import java.time.Clock;
import javax.sql.DataSource;
import org.anamnesis.events.store.Anamnesis;
import org.anamnesis.events.store.StoreAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every process knows of the ledger; only those that decide seal. */
@AutoConfiguration(after = StoreAutoConfiguration.class)
@EnableConfigurationProperties(LedgerSettings.class)
public class LedgerAutoConfiguration {

    @Bean
    Signatures ledgerSignatures() {
        return new Signatures();
    }

    @Bean
    Ledger ledger(@Qualifier("questions") DataSource questions, Signatures signatures) {
        return new Ledger(questions, signatures);
    }

    @Bean
    Witness witness(
            Anamnesis anamnesis, LedgerSettings settings, @Qualifier("questions") DataSource questions, Clock clock) {
        var folder = settings.witnessDir() == null ? anamnesis.dataDir().resolve("witness") : settings.witnessDir();
        return new Witness(new WitnessFolder(folder), JdbcClient.create(questions))
                .begin(settings.acceptRestoredCopy(), clock);
    }
}
