package org.anamnesis.query.support;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.anamnesis.events.schema.EventSerializer;
import org.anamnesis.events.store.History;
import org.anamnesis.events.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Folds parked events again, once what was wrong with them or with the view has been mended. */
@Component
public class Parking {

    private static final int AT_ONCE = 100;

    private final Views views;
    private final ParkedTable parked;
    private final History history;
    private final TransactionTemplate transaction;

    Parking(
            Views views,
            ParkedTable parked,
            EventSerializer json,
            @Qualifier("projections") DataSource projections,
            @Qualifier("projections") PlatformTransactionManager transactions) {
        this.views = views;
        this.parked = parked;
        this.history = new History(JdbcClient.create(projections), json);
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What came of a retry.
     *
     * @param folded how many events the view has now taken in
     * @param parked how many still wait
     */
    public record Retried(long folded, long parked) {}

    /**
     * Folds what waits of one sequence, or of all of a clinic in a view: in order, and in each sequence up to the first
     * that still cannot be folded. A sequence of which nothing is left flows again.
     */
    public Retried retry(UUID clinic, String view, @Nullable UUID sequence) {
        var invoker = views.invoker(view).orElseThrow(() -> Problem.unknown("view"));
        long folded = 0;
        long left = 0;
        for (var held : parked.sequences(view, clinic)) {
            if (sequence == null || sequence.equals(held)) {
                folded += retry(view, invoker, held);
                left += parked.count(view, held);
            }
        }
        return new Retried(folded, left);
    }

    private long retry(String view, FoldInvoker<?, ?> invoker, UUID sequence) {
        long folded = 0;
        int limit = AT_ONCE;
        var first = new AtomicLong();
        while (true) {
            int most = limit;
            try {
                int done = transaction.execute(status -> {
                    var positions = parked.first(view, sequence, most);
                    if (!positions.isEmpty()) {
                        first.set(positions.getFirst());
                        invoker.fold(history.at(positions));
                        parked.remove(view, sequence, positions);
                    }
                    return positions.size();
                });
                if (done == 0) {
                    return folded;
                }
                folded += done;
            } catch (Unfoldable fault) {
                if (most == 1) {
                    parked.failed(view, sequence, first.get(), fault.reason());
                    return folded;
                }
                limit = most / 2;
            }
        }
    }
}
