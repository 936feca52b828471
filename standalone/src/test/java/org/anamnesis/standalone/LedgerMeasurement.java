package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.RECORDS_OFFICER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.anamnesis.events.ledger.Ledger;
import org.anamnesis.events.ledger.Log;
import org.anamnesis.events.store.Schemas;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What sealing costs those who write, and how soon it is done. It measures and asserts no rate. */
@Tag("measurement")
class LedgerMeasurement {

    private static final int PAIRS = Integer.getInteger("ledger.pairs", 9);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("ledger.seconds", 5));
    private static final int CALLERS = 8;

    @Test
    void writing_with_the_ledger_beside_writing_without() throws Exception {
        try (var with = RunningApplication.start();
                var without = RunningApplication.startUnsealed()) {
            var ratios = new ArrayList<Double>();
            write(with);
            write(without);
            for (int pair = 0; pair < PAIRS; pair++) {
                var sealed = write(with);
                var unsealed = write(without);
                ratios.add(sealed / unsealed);
                System.out.printf(
                        "pair %d: %,.0f and %,.0f commands/s, %.3f%n", pair, sealed, unsealed, sealed / unsealed);
            }
            var owner = JdbcClient.create(with.bean(Schemas.class).owner());
            with.bean(Ledger.class).awaitNext(Log.EVENTS, last(owner), Duration.ofSeconds(20));
            System.out.printf(
                    "with the ledger %.3f of without it (median of %d pairs); sealed within: %s; %d cores%n",
                    median(ratios),
                    PAIRS,
                    owner.sql("""
                                    select format('p50 %s ms, p99 %s ms, longest %s ms', (p)[1], (p)[2], (p)[3]) from (
                                        select percentile_disc(array[0.5, 0.99, 1]) within group (order by
                                            round(1000 * extract(epoch from signed_at - recorded_at))) p
                                        from history.event e, lateral (select signed_at from history.ledger_checkpoint
                                            where log = 'EVENTS' and position >= e.position order by position limit 1) c)
                                    figures""").query(String.class).single(),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /** Many callers at once, for a while. Answers how many commands a second were accepted. */
    private static double write(RunningApplication application) {
        var done = new LongAdder();
        var begun = System.nanoTime();
        var until = begun + LENGTH.toNanos();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    while (System.nanoTime() < until) {
                        application
                                .http()
                                .post(RECORDS_OFFICER, "/api/v1/places", """
                                        {"name": "Attic", "kind": "ROOM", "zone": "Europe/Berlin", "jurisdiction": "DE-BE"}""")
                                .expect(201);
                        done.increment();
                    }
                });
            }
        }
        return done.sum() * 1e9 / (System.nanoTime() - begun);
    }

    private static long last(JdbcClient owner) {
        return owner.sql("select coalesce(max(position), 0) from history.event")
                .query(Long.class)
                .single();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
