package org.anamnesis.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.anamnesis.events.keys.KeysAutoConfiguration;
import org.anamnesis.events.ledger.LedgerAutoConfiguration;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.fixtures.TestPostgres;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.LoggingErrorHandler;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.updates.UpdateChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

class WiringGuardTest {

    @TempDir
    Path data;

    private final TestPostgres database = TestPostgres.empty();

    @AnamnesisApplication
    static class Wired {}

    @Test
    void the_wiring_that_was_meant_starts() {
        try (var context = wired().run()) {
            assertThat(context.getBean(EventBus.class)).isInstanceOf(PostgresEventStore.class);
        }
    }

    @Test
    void nothing_calls_home() {
        try (var context = wired().run()) {
            assertThat(context.getBeansOfType(UpdateChecker.class)).isEmpty();
        }
    }

    /** Axon as it comes, on a database and without our wiring; only the guard is there. */
    @AnamnesisApplication
    @EnableAutoConfiguration(
            exclude = {StoreAutoConfiguration.class, KeysAutoConfiguration.class, LedgerAutoConfiguration.class})
    static class Unwired {

        @Bean
        static TransactionManager noTransactions() {
            return NoTransactionManager.instance();
        }

        @Bean
        @Primary
        static EventSerializer serializer() {
            return new EventSerializer();
        }

        @Bean
        static WiringGuard guard(ApplicationContext context) {
            return new WiringGuard(context);
        }
    }

    @Test
    void a_wiring_without_event_store_does_not_start() {
        assertThatThrownBy(() -> started(Unwired.class).run())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("the event store");
    }

    @Test
    void an_event_store_of_another_kind_does_not_start() {
        refuses(
                "eventBus",
                EmbeddedEventStore.class,
                () -> EmbeddedEventStore.builder()
                        .storageEngine(new InMemoryEventStorageEngine())
                        .build(),
                "the event store");
    }

    @Test
    void a_command_bus_of_another_kind_does_not_start() {
        refuses(
                "commandBus",
                AsynchronousCommandBus.class,
                () -> AsynchronousCommandBus.builder().build(),
                "the command bus with its transactions");
    }

    @Test
    void a_handler_that_passes_over_failures_does_not_start() {
        refuses(
                "listenerInvocationErrorHandler",
                LoggingErrorHandler.class,
                LoggingErrorHandler::new,
                "the handler that lets a failing fact fail its command");
    }

    @Test
    void a_database_that_answers_before_it_has_stored_does_not_start() {
        database.sql()
                .sql("alter database " + database.name() + " set synchronous_commit = off")
                .update();

        assertThatThrownBy(() -> wired().run())
                .rootCause()
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("it runs with synchronous_commit = off. Set it to on");
    }

    @Test
    void a_database_that_a_power_cut_would_ruin_does_not_start() throws IOException {
        try (var fast = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            assertThatThrownBy(
                            () -> wired().properties("spring.datasource.url=" + fast.getJdbcUrl("postgres", "postgres"))
                                    .run())
                    .rootCause()
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("it runs with fsync = off, full_page_writes = off. Set them to on");
        }
    }

    private SpringApplicationBuilder wired() {
        return started(Wired.class);
    }

    private SpringApplicationBuilder started(Class<?> application) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=postgres",
                        "anamnesis.data-dir=" + data);
    }

    private <T> void refuses(String bean, Class<T> type, Supplier<T> instead, String missed) {
        var replaced = wired().initializers(
                        (ConfigurableApplicationContext context) -> context.addBeanFactoryPostProcessor(
                                beans -> replace((DefaultListableBeanFactory) beans, bean, type, instead)));

        assertThatThrownBy(replaced::run).isInstanceOf(CannotStart.class).hasMessageContaining(missed);
    }

    private static <T> void replace(DefaultListableBeanFactory beans, String bean, Class<T> type, Supplier<T> instead) {
        beans.removeBeanDefinition(bean);
        beans.registerBeanDefinition(
                bean, BeanDefinitionBuilder.genericBeanDefinition(type, instead).getBeanDefinition());
    }
}
