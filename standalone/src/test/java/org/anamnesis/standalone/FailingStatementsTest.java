package org.anamnesis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.anamnesis.standalone.EveryCommand.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Lets every statement of a command's transaction fail in turn, in the server, as a lost disk or a bug would. */
class FailingStatementsTest {

    private static final RunningApplication APPLICATION = RunningApplication.start(Saboteur.class);
    private static final Http HTTP = APPLICATION.http();
    private static final Set<String> ONE_OF_EACH_AGGREGATE = Set.of(
            "registerTherapist",
            "addCredential",
            "verifyCredential",
            "attestPlace",
            "registerClient",
            "givePrivacyNotice",
            "signConsent",
            "discharge",
            "openEpisode",
            "adjustPlan",
            "bookSession",
            "rescheduleSession",
            "cancelSession",
            "completeSession",
            "recordExpression",
            "publishRuleProfile");

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    static Stream<Request> commands() {
        return EveryCommand.in(HTTP).stream().filter(command -> ONE_OF_EACH_AGGREGATE.contains(command.operation()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void whichever_statement_fails_nothing_is_answered_as_done_and_nothing_is_stored(Request command) {
        var before = stored();
        int statements = 0;
        for (boolean reached = true; reached; statements++) {
            Saboteur.failAt(statements);
            var reply = command.send(HTTP, "Idempotency-Key", UUID.randomUUID().toString());
            reached = !Saboteur.disarm();
            if (reached) {
                assertThat(reply.status())
                        .as("statement %d: %s", statements, reply.response().body())
                        .isGreaterThanOrEqualTo(400);
                assertThat(stored()).as("statement %d", statements).isEqualTo(before);
            } else {
                assertThat(reply.status()).isIn(200, 201);
            }
        }
        assertThat(statements).as("receipt, facts, events, receipt, commit").isGreaterThan(4);
        assertThat(stored()).isNotEqualTo(before);
    }

    /** All that a command can leave behind. */
    private static String stored() {
        return APPLICATION.sql().sql("""
                        select md5(string_agg(row, '|' order by row)) from (
                            select 'event ' || position || type as row from history.event
                            union all select 'receipt ' || key || coalesce(encode(answer, 'hex'), '') from history.receipt
                            union all select 'reservation ' || r::text from history.reservation r
                            union all select 'key ' || subject || protection from keys.data_key
                            union all select 'therapist ' || f::text from history.fact_therapist f
                            union all select 'credential ' || f::text from history.fact_credential f
                            union all select 'place ' || f::text from history.fact_place f
                            union all select 'attestation ' || f::text from history.fact_attestation f
                            union all select 'client ' || f::text from history.fact_client f
                            union all select 'consent ' || f::text from history.fact_consent f
                            union all select 'episode ' || f::text from history.fact_episode f
                            union all select 'session ' || f::text from history.fact_session f
                            union all select 'rules ' || f::text from history.fact_rule_profile f) everything""").query(String.class).single();
    }

    /** Stands between the commands' pool and the database. */
    static class Saboteur {

        private static final AtomicInteger COUNTDOWN = new AtomicInteger(Integer.MAX_VALUE);

        static void failAt(int statement) {
            COUNTDOWN.set(statement);
        }

        /** Whether it had not struck yet. */
        static boolean disarm() {
            return COUNTDOWN.getAndSet(Integer.MAX_VALUE) >= 0;
        }

        /** What a policy does meanwhile is not the request's. */
        private static boolean strikes() {
            return !Thread.currentThread().getName().startsWith("When")
                    && COUNTDOWN.getAndUpdate(left -> left == Integer.MAX_VALUE ? left : left - 1) == 0;
        }

        @Bean
        static BeanPostProcessor inTheCommandsPool() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return name.equals("commandsPool") ? new Sabotaged((DataSource) bean) : bean;
                }
            };
        }

        private static final class Sabotaged extends DelegatingDataSource {

            Sabotaged(DataSource pool) {
                super(pool);
            }

            @Override
            public Connection getConnection() throws SQLException {
                return sabotaged(super.getConnection());
            }
        }

        private static Connection sabotaged(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("commit") && strikes()) {
                            breakTransaction(connection);
                        }
                        var result = call(() -> method.invoke(connection, arguments));
                        return result instanceof PreparedStatement statement
                                ? sabotaged(statement, connection)
                                : result;
                    });
        }

        private static PreparedStatement sabotaged(PreparedStatement statement, Connection connection) {
            return (PreparedStatement) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {PreparedStatement.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().startsWith("execute") && strikes()) {
                            breakTransaction(connection);
                        }
                        return call(() -> method.invoke(statement, arguments));
                    });
        }

        private interface Call {
            Object run() throws ReflectiveOperationException;
        }

        private static Object call(Call call) throws Throwable {
            try {
                return call.run();
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }

        /** A real error in the server, after which the transaction can only be rolled back. */
        private static void breakTransaction(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("select 1 / 0");
            }
        }
    }
}
