package org.anamnesis.standalone;

import java.nio.file.Path;
import org.anamnesis.events.store.CannotStart;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Starts a PostgreSQL where none is configured; it stops after everything else has. */
final class EmbeddedDatabaseStarter implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.matchesProfiles("demo & prod")) {
            throw new CannotStart("The demo's sign-in is known to everybody. Leave out the profile demo, or prod.");
        }
        if (environment.containsProperty("spring.datasource.url")) {
            return;
        }
        if (environment.matchesProfiles("prod")
                && !environment.getProperty("anamnesis.embedded-database", Boolean.class, false)) {
            throw new CannotStart(
                    "No database is configured. Set spring.datasource.url, .username and .password; or, to"
                            + " run on the embedded PostgreSQL on purpose, set anamnesis.embedded-database=true.");
        }
        var folder = Path.of(environment.getProperty("anamnesis.data-dir", "anamnesis-data"));
        var database = EmbeddedDatabase.start(folder.resolve("postgresql"));
        environment.getPropertySources().addFirst(new MapPropertySource("embedded database", database.properties()));
        application.addInitializers((ConfigurableApplicationContext context) -> {
            // registered before all beans, so destroyed after all of them
            var beans =
                    (org.springframework.beans.factory.support.DefaultSingletonBeanRegistry) context.getBeanFactory();
            beans.registerDisposableBean("embeddedDatabase", database::close);
        });
    }
}
