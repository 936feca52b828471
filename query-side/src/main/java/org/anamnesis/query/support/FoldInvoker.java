package org.anamnesis.query.support;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import org.anamnesis.events.Recorded;
import org.anamnesis.events.store.FollowedEvent;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Feeds a fold. A batch of events is collected on its unit of work; before that commits, all rows concerned are loaded at
 * once, folded, and written at once. Events of one client stay in order; other events, those of one thing.
 */
final class FoldInvoker<K, R extends Record> implements EventHandlerInvoker {

    private final String view;
    private final Fold<K, R> fold;
    private final RowTable<K, R> table;
    private final ParkedTable parked;
    private final Progress progress;

    FoldInvoker(String view, Fold<K, R> fold, RowTable<K, R> table, ParkedTable parked, Progress progress) {
        this.view = view;
        this.fold = fold;
        this.table = table;
        this.parked = parked;
        this.progress = progress;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return segment.matches(((FollowedEvent) message).follows().hashCode());
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        batch(CurrentUnitOfWork.get(), segment).add((FollowedEvent) message);
    }

    @Override
    public void performReset() {
        progress.forget(view);
        parked.clear(view);
        table.clear();
    }

    /** Takes a batch in: folds it, but for the events that have to wait behind one that is parked. */
    void take(List<FollowedEvent> batch) {
        var held = parked.held(view, batch.stream().map(FollowedEvent::follows).collect(toSet()));
        batch.stream().filter(event -> held.contains(event.follows())).forEach(event -> parked.park(view, event));
        fold(batch.stream().filter(event -> !held.contains(event.follows())).toList());
    }

    /** Folds events, and tells their faults from the database's. */
    void fold(List<FollowedEvent> events) {
        try {
            foldIn(events.stream().<Recorded<?>>map(FollowedEvent::recorded).toList());
        } catch (DataIntegrityViolationException unfit) {
            throw new Unfoldable(unfit);
        } catch (DataAccessException | TransactionException world) {
            throw world;
        } catch (RuntimeException unfit) {
            throw new Unfoldable(unfit);
        }
    }

    /** Folds a batch into the table. */
    void foldIn(List<Recorded<?>> batch) {
        table.foldIn(batch, fold);
    }

    private List<FollowedEvent> batch(UnitOfWork<?> unit, Segment segment) {
        return unit.root().getOrComputeResource("fold " + view, key -> {
            var batch = new ArrayList<FollowedEvent>();
            unit.onPrepareCommit(u -> take(batch));
            unit.afterCommit(u -> progress.reached(
                    view, segment.getSegmentId(), batch.getLast().position()));
            return batch;
        });
    }
}
