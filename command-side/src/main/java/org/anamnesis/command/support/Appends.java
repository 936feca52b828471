package org.anamnesis.command.support;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.store.InTransaction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts what is added to the history, once it is committed. */
@Component
final class Appends implements InTransaction {

    private final Counter events;
    private final Counter transactions;

    Appends(MeterRegistry meters) {
        events = Counter.builder("anamnesis.appended.events")
                .description("Events added to the history")
                .register(meters);
        transactions = Counter.builder("anamnesis.appended.transactions")
                .description("Transactions that added to the history")
                .register(meters);
    }

    @Override
    public void note(Recorded<?> recorded) {
        tally().count++;
    }

    private Tally tally() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Tally.class::isInstance)
                .map(Tally.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var tally = new Tally();
                    TransactionSynchronizationManager.registerSynchronization(tally);
                    return tally;
                });
    }

    /** How many events one transaction adds. */
    private final class Tally implements TransactionSynchronization {

        private int count;

        @Override
        public void afterCommit() {
            events.increment(count);
            transactions.increment();
        }
    }
}
