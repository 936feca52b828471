package org.anamnesis.events.keys;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.anamnesis.events.store.Anamnesis;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.events.store.StoreAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the key file that belongs to the database, or makes it where both are new, and applies the list of erasures. */
@AutoConfiguration(after = StoreAutoConfiguration.class)
@EnableConfigurationProperties(KeyService.class)
public class KeysAutoConfiguration {

    private static Path path(Anamnesis anamnesis) {
        return anamnesis.dataDir().resolve("keys.json");
    }

    @Bean
    KeyFile keyFile(Anamnesis anamnesis, Schemas schemas) {
        var path = path(anamnesis);
        var sql = JdbcClient.create(schemas.owner());
        var known = sql.sql("select id from keys.key_file").query(UUID.class).optional();
        if (!Files.exists(path)) {
            if (known.isPresent()) {
                throw new CannotStart("The key file " + path.toAbsolutePath()
                        + " is missing, and the database was sealed with it. Restore it from your backup; without it"
                        + " nothing personal in the database can be read again.");
            }
            KeyFile.make(path);
        }
        var file = KeyFile.read(path);
        sql.sql("insert into keys.key_file (id) values (?) on conflict do nothing")
                .param(file.id())
                .update();
        if (!sql.sql("select id from keys.key_file").query(UUID.class).single().equals(file.id())) {
            throw new CannotStart("The key file " + path.toAbsolutePath()
                    + " is not the one that the database was sealed with. Put the right one in its place.");
        }
        return file;
    }

    /** By the key file, or by a key service where one is set; what the file wrapped before still unwraps. */
    @Bean
    KeyWrapping keyWrapping(KeyFile file, Anamnesis anamnesis, Schemas schemas, KeyService service) {
        var byFile = new FileWrapping(path(anamnesis), JdbcClient.create(schemas.owner())).upToDate();
        return service.url() == null ? byFile : TransitWrapping.reach(service, byFile);
    }

    @Bean
    Rotation rotation(KeyWrapping wrapping, Schemas schemas) {
        return new Rotation(schemas.owner(), wrapping);
    }

    /** Nothing is opened before whoever was erased is erased in this database too. */
    @Bean
    Erasures erasures(Anamnesis anamnesis, Schemas schemas, @Qualifier("commands") DataSource commands) {
        var list = new ErasureList(anamnesis.dataDir().resolve("erasures"));
        var erasures = new Erasures(JdbcClient.create(commands), list);
        erasures.agree(JdbcClient.create(schemas.owner()));
        return erasures.follow();
    }

    /** Seals on the command's own connection; opens as somebody who only asks. */
    @Bean
    @DependsOn("erasures")
    Vault vault(
            KeyWrapping wrapping,
            Damage damage,
            @Qualifier("commands") DataSource commands,
            @Qualifier("questions") DataSource questions) {
        return new PostgresVault(JdbcClient.create(commands), JdbcClient.create(questions), wrapping, damage);
    }

    @Bean
    Damage sealedTextsHealthIndicator(MeterRegistry meters) {
        return new Damage(meters);
    }

    /** Kept on the command's own connection, which sees the key that the command has just made; searched apart from it. */
    @Bean
    @DependsOn("erasures")
    NameIndex nameIndex(
            KeyFile file,
            KeyWrapping wrapping,
            Damage damage,
            @Qualifier("commands") DataSource commands,
            @Qualifier("questions") DataSource questions) {
        var keeping = JdbcClient.create(commands);
        return new NameIndex(
                keeping, new PostgresVault(keeping, keeping, wrapping, damage), JdbcClient.create(questions), file);
    }

    /** Kept and searched likewise. */
    @Bean
    @DependsOn("erasures")
    GoalPrints goalPrints(
            KeyFile file,
            KeyWrapping wrapping,
            Damage damage,
            @Qualifier("commands") DataSource commands,
            @Qualifier("questions") DataSource questions) {
        var keeping = JdbcClient.create(commands);
        return new GoalPrints(
                keeping, new PostgresVault(keeping, keeping, wrapping, damage), JdbcClient.create(questions), file);
    }
}
