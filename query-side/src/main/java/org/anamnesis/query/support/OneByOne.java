package org.anamnesis.query.support;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.anamnesis.events.store.FollowedEvent;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a batch that cannot be folded: it is halved, and its halves again, until what is at fault stands alone
 * and is parked. Each part is taken in a transaction of its own, with its token. Where the database was at fault, Axon
 * tries the whole again.
 */
final class OneByOne implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

    private final String view;
    private final FoldInvoker<?, ?> invoker;
    private final ParkedTable parked;
    private final TokenStore tokens;
    private final TransactionManager transactions;
    private final Progress progress;
    private final ToIntFunction<FollowedEvent> segments;

    OneByOne(
            String view,
            FoldInvoker<?, ?> invoker,
            ParkedTable parked,
            TokenStore tokens,
            TransactionManager transactions,
            Progress progress,
            ToIntFunction<FollowedEvent> segments) {
        this.view = view;
        this.invoker = invoker;
        this.parked = parked;
        this.tokens = tokens;
        this.transactions = transactions;
        this.progress = progress;
        this.segments = segments;
    }

    @Override
    public void handleError(ErrorContext failed) throws Exception {
        if (failed.error() instanceof Unfoldable fault) {
            apart(failed.failedEvents().stream().map(FollowedEvent.class::cast).toList(), fault);
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
            upTo(events.getLast(), () -> invoker.take(events));
        } catch (Unfoldable fault) {
            apart(events, fault);
        }
    }

    private void park(FollowedEvent event, Throwable reason) {
        upTo(event, () -> {
            parked.park(view, event);
            parked.failed(view, event.follows(), event.position(), reason);
        });
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

    /** Does something in a transaction of its own, after which the segment has come as far as an event. */
    private void upTo(FollowedEvent event, Runnable work) {
        var segment = segments.applyAsInt(event);
        transactions.executeInTransaction(() -> {
            tokens.storeToken(event.trackingToken(), view, segment);
            work.run();
        });
        progress.reached(view, segment, event.position());
    }
}
