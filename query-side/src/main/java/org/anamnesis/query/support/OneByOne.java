package org.anamnesis.query.support;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.anamnesis.events.store.FollowedEvent;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of a batch that cannot be folded: it is halved, and its halves again, until what is at fault stands alone
 * and is parked; all in one transaction, with the token of its last event. Where the database was at fault, Axon tries the
 * whole again.
 */
final class OneByOne implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

    private final String view;
    private final FoldInvoker<?, ?> invoker;
    private final ParkedTable parked;
    private final TokenStore tokens;
    private final TransactionOperations transactions;
    private final TransactionOperations attempts;
    private final Progress progress;
    private final ToIntFunction<FollowedEvent> segments;

    OneByOne(
            String view,
            FoldInvoker<?, ?> invoker,
            ParkedTable parked,
            TokenStore tokens,
            PlatformTransactionManager transactions,
            Progress progress,
            ToIntFunction<FollowedEvent> segments) {
        this.view = view;
        this.invoker = invoker;
        this.parked = parked;
        this.tokens = tokens;
        this.transactions = new TransactionTemplate(transactions);
        var attempt = new TransactionTemplate(transactions);
        attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.attempts = attempt;
        this.progress = progress;
        this.segments = segments;
    }

    @Override
    public void handleError(ErrorContext failed) throws Exception {
        if (failed.error() instanceof Unfoldable fault) {
            var events = failed.failedEvents().stream()
                    .map(FollowedEvent.class::cast)
                    .toList();
            var last = events.getLast();
            var segment = segments.applyAsInt(last);
            transactions.executeWithoutResult(unused -> {
                tokens.storeToken(last.trackingToken(), view, segment);
                apart(events, fault);
            });
            progress.reached(view, segment, last.position());
        } else {
            PropagatingErrorHandler.INSTANCE.handleError(failed);
        }
    }

    private void apart(List<FollowedEvent> events, Unfoldable fault) {
        if (events.size() == 1) {
            park(events.getFirst(), fault.reason());
        } else {
            var middle = events.size() / 2;
            take(events.subList(0, middle));
            take(events.subList(middle, events.size()));
        }
    }

    private void take(List<FollowedEvent> events) {
        try {
            attempts.executeWithoutResult(unused -> invoker.take(events));
        } catch (Unfoldable fault) {
            apart(events, fault);
        }
    }

    private void park(FollowedEvent event, Throwable reason) {
        parked.park(view, event);
        parked.failed(view, event.follows(), event.position(), reason);
        // its message may quote what the event says, so only its kind and where it came from are kept
        LOG.error(
                "{} cannot fold {} at {}, which is parked: {} in {}",
                view,
                event.storedAs(),
                event.position(),
                reason.getClass().getName(),
                ours(reason));
    }

    private static List<StackTraceElement> ours(Throwable reason) {
        return Arrays.stream(reason.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.anamnesis."))
                .limit(3)
                .toList();
    }
}
