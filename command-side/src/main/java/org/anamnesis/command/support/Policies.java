package org.anamnesis.command.support;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.store.PostgresEventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets each policy follow the history, in order. Every process follows; what is to be done is done by one of them, and
 * under an idempotency key, so that it is done once whatever is interrupted.
 */
@Component
final class Policies implements SmartLifecycle, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);
    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final long REST_MILLIS = 20;

    private final List<Policy> policies;
    private final Commands commands;
    private final PostgresEventStore store;
    private final History history;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Installation installation;
    private final RuleBooks rules;
    private final Clock clock;
    private final Map<String, Long> dealtWith = new ConcurrentHashMap<>();
    private volatile List<Thread> threads = List.of();

    Policies(
            List<Policy> policies,
            Commands commands,
            PostgresEventStore store,
            EventSerializer json,
            @Qualifier("projections") DataSource projections,
            @Qualifier("projections") PlatformTransactionManager transactions,
            Installation installation,
            RuleBooks rules,
            Clock clock) {
        this.policies = policies;
        this.commands = commands;
        this.store = store;
        this.sql = JdbcClient.create(projections);
        this.history = new History(sql, json);
        this.transaction = new TransactionTemplate(transactions);
        this.installation = installation;
        this.rules = rules;
        this.clock = clock;
    }

    private void follow(Policy policy) {
        var name = name(policy);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                followOn(policy, name, position(name));
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failure) {
                LOG.warn("{} is held up: {}", name, failure.getClass().getName());
                pause();
            }
        }
    }

    private void followOn(Policy policy, String name, long from) throws InterruptedException {
        var position = from;
        dealtWith.put(name, position);
        while (!Thread.currentThread().isInterrupted()) {
            var seen = store.news();
            var batch = history.between(position, history.bound(), BATCH);
            for (var recorded : batch) {
                var asked = circumstances(recorded);
                var wanted = policy.because(recorded, asked);
                position = recorded.position();
                if (!wanted.isEmpty()) {
                    once(name, recorded, asked, wanted);
                }
                dealtWith.put(name, position);
            }
            if (batch.size() == BATCH) {
                reached(name, position);
            } else {
                TimeUnit.MILLISECONDS.sleep(REST_MILLIS); // so that where much is going on, several are read at once
                store.awaitNews(seen, IDLE);
            }
        }
    }

    /** Whoever is second waits for the first, and then finds it done. */
    private void once(String name, Recorded<?> cause, Asked asked, List<? extends Command> wanted) {
        transaction.executeWithoutResult(status -> {
            var done = sql.sql("select position from history.policy where name = ? for update")
                    .param(name)
                    .query(Long.class)
                    .single();
            if (done < cause.position()) {
                wanted.forEach(command -> commands.because(name, cause, asked, command));
                reached(name, cause.position());
            }
        });
    }

    private long position(String name) {
        sql.sql("insert into history.policy (name, position) values (?, 0) on conflict do nothing")
                .param(name)
                .update();
        return sql.sql("select position from history.policy where name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private void reached(String name, long position) {
        sql.sql("update history.policy set position = greatest(position, ?) where name = ?")
                .params(position, name)
                .update();
    }

    private Asked circumstances(Recorded<?> cause) {
        return Asked.byThePractice(
                "policy",
                cause.clinic(),
                clock.instant(),
                installation.zone(),
                at -> rules.of(cause.clinic()).at(at)); // most events ask for none
    }

    /** How far each policy is behind the history, in this process. */
    @Override
    public void bindTo(MeterRegistry meters) {
        for (var policy : policies) {
            Gauge.builder("anamnesis.policy.behind.events", policy, this::behind)
                    .description("Events that the policy has not yet dealt with")
                    .tag("policy", name(policy))
                    .register(meters);
        }
    }

    private double behind(Policy policy) {
        try {
            return history.last() - dealtWith.getOrDefault(name(policy), 0L);
        } catch (DataAccessException away) {
            return Double.NaN; // not known while the database is away
        }
    }

    private static String name(Policy policy) {
        return policy.getClass().getSimpleName();
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        threads = policies.stream()
                .map(policy -> Thread.ofPlatform().daemon().name(name(policy)).start(() -> follow(policy)))
                .toList();
    }

    @Override
    public void stop() {
        threads.forEach(Thread::interrupt);
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
