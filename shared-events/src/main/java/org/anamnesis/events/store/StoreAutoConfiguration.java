package org.anamnesis.events.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.anamnesis.events.schema.EventSerializer;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.updates.configuration.UsagePropertyProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The history's wiring, by hand and the same for each side. Axon's own would start without an event store and say
 * nothing.
 */
@AutoConfiguration(beforeName = "org.axonframework.springboot.autoconfig.AxonAutoConfiguration")
@EnableConfigurationProperties({Anamnesis.class, DataSourceProperties.class})
public class StoreAutoConfiguration {

    private static final int COMMANDS = 16;
    private static final int PROJECTIONS = 8;
    private static final int QUESTIONS = 16;
    private static final int KEPT_OPEN = 2;
    private static final int WAIT_MILLIS = 4000;

    @Bean
    Schemas schemas(DataSourceProperties login) {
        return new Schemas(login);
    }

    @Bean
    Installation installation(Schemas schemas, Anamnesis anamnesis) {
        return new Installation(schemas.clinic(anamnesis.clinic()), Objects.requireNonNull(anamnesis.zone()));
    }

    /** The machine's clock, which is believed only as far as the database agrees. */
    @Bean(defaultCandidate = false)
    @Qualifier("machine")
    @ConditionalOnMissingBean(name = "machineClock")
    Clock machineClock() {
        return Clock.systemUTC();
    }

    @Bean
    DatabaseTime databaseTime(Schemas schemas, DataSourceProperties login, @Qualifier("machine") Clock machine)
            throws SQLException {
        return new DatabaseTime(alone(login), machine);
    }

    /** What time it is, for whoever decides or records. */
    @Bean
    Clock clock(DatabaseTime time) {
        return time.withZone(ZoneOffset.UTC);
    }

    @Bean
    ClockHealth clockHealthIndicator(DatabaseTime time) {
        return new ClockHealth(time);
    }

    /** For commands: short transactions. A held append holds every reader back, so it is not held for long. */
    @Bean(defaultCandidate = false)
    @Qualifier("commands")
    HikariDataSource commandsPool(Schemas schemas, DataSourceProperties login) {
        Durability.demand(schemas.ledger());
        return pool(
                login,
                "commands",
                DatabaseRoles.WRITER,
                COMMANDS,
                "-c statement_timeout=5s -c lock_timeout=4s -c idle_in_transaction_session_timeout=10s");
    }

    /**
     * For those who follow the history and keep views of it. They wait for the disk as commands do: who follows remembers
     * how far it has come, and would not notice that a crash of the database alone has taken rows and token back.
     */
    @Bean(defaultCandidate = false)
    @Qualifier("projections")
    HikariDataSource projectionsPool(Schemas schemas, DataSourceProperties login) {
        return pool(login, "projections", DatabaseRoles.WRITER, PROJECTIONS, "-c statement_timeout=60s");
    }

    /** For questions, which change nothing. */
    @Bean
    @Qualifier("questions")
    HikariDataSource questionsPool(Schemas schemas, DataSourceProperties login) {
        return pool(login, "questions", DatabaseRoles.READER, QUESTIONS, "-c statement_timeout=30s");
    }

    @Bean(defaultCandidate = false)
    @Qualifier("commands")
    CheckedTransactions commandsTransactions(@Qualifier("commands") DataSource commands) {
        return new CheckedTransactions(commands);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("projections")
    CheckedTransactions projectionsTransactions(@Qualifier("projections") DataSource projections) {
        return new CheckedTransactions(projections);
    }

    @Bean
    @Primary
    @Qualifier("commands")
    TransactionManager axonTransactions(@Qualifier("commands") PlatformTransactionManager commands) {
        return new SpringTransactionManager(commands);
    }

    @Bean
    @Primary
    EventSerializer serializer() {
        return new EventSerializer();
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(EventSerializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(EventSerializer serializer) {
        return serializer;
    }

    @Bean
    LongStreams longStreams() {
        return new LongStreams();
    }

    @Bean(name = "eventBus")
    @Qualifier("eventStore")
    PostgresEventStore eventStore(
            @Qualifier("commands") DataSource commands,
            @Qualifier("projections") DataSource projections,
            EventSerializer serializer,
            List<InTransaction> listeners,
            LongStreams longStreams,
            DataSourceProperties login,
            DatabaseTime time,
            Clock clock) {
        // of claims: by another, one process would take what others hold
        AbstractTokenEntry.clock = time.withZone(ZoneOffset.UTC);
        return new PostgresEventStore(
                new PostgresEventEngine(JdbcClient.create(commands), JdbcClient.create(projections), serializer, clock),
                listeners,
                longStreams,
                alone(login));
    }

    @Bean
    SimpleCommandBus commandBus(TransactionManager transactions, Configuration axon) {
        var bus = SimpleCommandBus.builder()
                .transactionManager(transactions)
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return bus;
    }

    /**
     * What of a command's metadata each of its events keeps: whose history, who asked, as what, for whom, for what and by
     * what right, on which request, and what it all goes back to.
     */
    @Bean
    CorrelationDataProvider provenance() {
        return new SimpleCorrelationDataProvider(
                PostgresEventEngine.CLINIC,
                "actor",
                "role",
                "onBehalfOf",
                "purpose",
                "legalBasis",
                "requestId",
                "correlationId",
                "causationId");
    }

    /** How long commands to one aggregate wait for each other in this process. */
    @Bean
    LockFactory lockFactory() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(40)
                .lockAttemptTimeout(100)
                .queueLengthThreshold(1000)
                .build();
    }

    @Bean
    ListenerInvocationErrorHandler listenerInvocationErrorHandler() {
        return PropagatingErrorHandler.INSTANCE;
    }

    /** Axon would tell its makers that it is used; a clinical record calls nobody. */
    @Bean
    UsagePropertyProvider noUsageReports() {
        return new NoUsageReports();
    }

    @Bean
    WiringGuard wiringGuard(ApplicationContext context) {
        return new WiringGuard(context);
    }

    /** Connections beside the pools, for the news and the time; a network that has gone silent does not hold them. */
    private static DataSource alone(DataSourceProperties login) {
        var alone = Schemas.connection(login, DatabaseRoles.READER);
        alone.setApplicationName("anamnesis news");
        alone.setSocketTimeout(WAIT_MILLIS / 1000);
        return alone;
    }

    /** A pool that opens connections as they are asked for, and keeps but a few that nobody has needed for long. */
    private static HikariDataSource pool(
            DataSourceProperties login, String name, String role, int size, String settings) {
        var pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(login.determineUrl());
        pool.setUsername(login.determineUsername());
        pool.setPassword(login.determinePassword());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(KEPT_OPEN);
        pool.setConnectionTimeout(WAIT_MILLIS);
        pool.addDataSourceProperty("options", "-c role=" + role + " " + settings);
        pool.addDataSourceProperty("ApplicationName", "anamnesis " + name);
        return pool;
    }

    private static final class NoUsageReports implements UsagePropertyProvider {

        @Override
        public Boolean getDisabled() {
            return true;
        }

        @Override
        public String getUrl() {
            return "";
        }

        @Override
        public int priority() {
            return Integer.MAX_VALUE;
        }
    }
}
